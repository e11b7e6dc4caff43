package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes in processes of their own; every sentence begins and ends with all three up. */
class ClusterTest {

    /** Beside a build that takes every CPU a node may be silent for longer than on a machine of its own. */
    private static final String PAUSE = "5s";

    private static final long SATURATED_MILLIS = Long.getLong("multikernel.saturated.millis", 5_000);

    @TempDir
    static Path directory;

    private static ClusterNodes nodes;

    @BeforeAll
    static void start() throws Exception {
        nodes = new ClusterNodes(
                directory, 3, "-Dmultikernel.fault-injection=on", "-Dmultikernel.cluster.pause=" + PAUSE);
        nodes.awaitAllUp(0, 1, 2);
    }

    @AfterAll
    static void end() throws Exception {
        nodes.close();
    }

    @Test
    void shouldBeReadyAndCountItsMembers() throws Exception {
        for (var node = 0; node < 3; node++) {
            assertEquals(
                    ClusterNodes.name(node),
                    nodes.get(node, "/api/status").path("node").asText());
            nodes.await(node, "/api/status", status -> status.path("members").asInt() == 3);
            assertTrue(nodes.get(node, "/ready").path("ready").asBoolean());
            assertEquals(
                    ClusterNodes.name(node),
                    nodes.get(node, "/api/cores").get(0).path("node").asText());
        }
    }

    @Test
    void shouldLeaveBeforeItEndsAndComeBackUnderTheNextIncarnation() throws Exception {
        var before = nodes.incarnation(0, 2);
        var downings = nodes.said(0, "is downing") + nodes.said(1, "is downing");
        nodes.node(2).terminate();
        assertEquals(0, nodes.node(2).awaitExit());
        for (var survivor = 0; survivor < 2; survivor++) {
            nodes.awaitState(survivor, 2, "removed " + before);
        }
        assertEquals(downings, nodes.said(0, "is downing") + nodes.said(1, "is downing"), "who left was not removed");
        nodes.restart(2);
        nodes.awaitAllUp(0, 1, 2);
        assertEquals(before + 1, nodes.incarnation(0, 2));
    }

    /** The first seed: started again it must find the others and not begin a cluster of its own. */
    @Test
    void shouldRemoveAKilledNodeAndTakeItsNextStart() throws Exception {
        var before = nodes.incarnation(1, 0);
        nodes.node(0).kill();
        for (var survivor = 1; survivor < 3; survivor++) {
            nodes.awaitState(survivor, 0, "removed " + before);
            assertTrue(nodes.get(survivor, "/ready").path("ready").asBoolean());
        }
        nodes.restart(0);
        nodes.awaitAllUp(0, 1, 2);
        assertEquals(before + 1, nodes.incarnation(1, 0));
    }

    @Test
    void shouldEndItselfWhenItWasStoppedUntilTheOthersRemovedIt() throws Exception {
        var before = nodes.incarnation(0, 1);
        nodes.node(1).signal("STOP");
        nodes.awaitState(0, 1, "removed " + before);
        nodes.awaitState(2, 1, "removed " + before);
        nodes.node(1).signal("CONT");
        assertEquals(ClusterNodes.REMOVED, nodes.node(1).awaitExit());
        var last = nodes.node(1).errors().getLast();
        assertTrue(last.startsWith("multikernel: the other nodes have removed this one"), last);
        nodes.restart(1);
        nodes.awaitAllUp(0, 1, 2);
    }

    @Test
    void shouldRefuseASecondNodeOfOneName() throws Exception {
        try (var second = nodes.attempt(3, "-Dmultikernel.node=" + ClusterNodes.name(0))) {
            assertEquals(1, second.awaitExit());
            var last = second.errors().getLast();
            assertTrue(last.startsWith("multikernel: multikernel.node = " + ClusterNodes.name(0)), last);
            assertTrue(last.contains("has this name"), last);
        }
        nodes.awaitAllUp(0, 1, 2);
    }

    /** Two cores that never rest, and for each a CPU less for heartbeats. */
    @Test
    void shouldRemoveNobodyForWorkingHard() throws Exception {
        var changes = nodes.said(0, ": view ");
        var spawned = nodes.client().spawn(nodes.node(1), nodes.data(1), """
            {"name": "work", "kind": "fault", "cores": "all", "settings": {"do": "busy", "after": "1"}}\
            """);
        assertEquals(201, spawned.statusCode(), spawned::body);
        var until = nodes.uptimeMillis(1) + SATURATED_MILLIS;
        while (nodes.uptimeMillis(1) < until) {
            assertEquals(changes, nodes.said(0, ": view "));
        }
        nodes.awaitAllUp(0, 1, 2);
        assertEquals(
                200, nodes.client().kill(nodes.node(1), nodes.data(1), "work").statusCode());
    }
}
