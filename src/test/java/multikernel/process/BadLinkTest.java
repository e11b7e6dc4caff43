package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store whose partitions are on three nodes, each a process, with a bad network between them. What was answered stays,
 * and is done once; those whom a majority reaches go on. {@code -Dmultikernel.link-seconds=N} for each fault to last
 * longer, {@code -Dmultikernel.seed=S} for other times, {@code -Dmultikernel.spinners=N} for so many processes beside
 * that take all CPU.
 */
class BadLinkTest {

    /** For which a supervisor starts a node again. */
    private static final int REMOVED = 75;

    private static final int NODES = 3;
    private static final int HIGHEST = NODES - 1;

    /** Enough for each partition to have some. */
    private static final int KEYS = 60;

    private static final int SECONDS = Integer.getInteger("multikernel.link-seconds", 2);
    private static final int SPINNERS = Integer.getInteger("multikernel.spinners", 0);
    private static final long SEED = Long.getLong("multikernel.seed", 20_261_130);

    private static final String DOMAINS = """
        [{name = store, kind = store, shards = 6, settings {port = 0, memory = 4194304}}]\
        """;

    @TempDir
    static Path directory;

    private static BadNetwork network;
    private static ClusterNodes nodes;

    @BeforeAll
    static void start() throws Exception {
        network = new BadNetwork(NODES, SEED);
        nodes = new ClusterNodes(directory, NODES, DOMAINS, BadLinkTest::options);
        awaitWhole();
    }

    /** The highest would hold out for a minute where it is the minority, and not know that it was removed. */
    private static List<String> options(int node) {
        var options = new ArrayList<>(network.options(node));
        options.add("-Dmultikernel.cluster.pause=5s");
        options.add("-Dmultikernel.cluster.stable-after=" + (node == HIGHEST ? "1m" : "1s"));
        return options;
    }

    @AfterAll
    static void end() throws Exception {
        nodes.close();
        network.close();
    }

    private static void awaitWhole() throws Exception {
        nodes.awaitAllUp(0, 1, 2);
        for (var node = 0; node < NODES; node++) {
            nodes.await(node, "/api/domains", BadLinkTest::isWhole);
        }
    }

    private static boolean isWhole(JsonNode domains) {
        for (var domain : domains) {
            if (domain.path("name").asText().equals("store")) {
                return domain.path("state").asText().equals("running");
            }
        }
        return false;
    }

    private static InetSocketAddress store(int node) {
        try {
            return nodes.node(node).address("store");
        } catch (Exception gone) {
            throw new AssertionError(gone);
        }
    }

    /** A key of each partition, and more, on a node that reaches a majority. */
    private static void awaitWritable(int node) throws Exception {
        try (var client = new RespClient(store(node))) {
            for (var each = 0; each < KEYS; each++) {
                while (client.ask("SET", "writable-" + each, "x").startsWith("-")) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            }
        }
    }

    private interface Fault {
        void happens() throws Exception;
    }

    /** What clients of all nodes see while faults happen one after another; after each all is healed and whole. */
    private static void history(String what, Fault... faults) throws Exception {
        var history = new StoreHistory(NODES, 1, BadLinkTest::store);
        history.begin(SEED);
        var millis = new ArrayList<Long>();
        for (var fault : faults) {
            var begun = System.nanoTime();
            fault.happens();
            network.heal();
            awaitWhole();
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
        assertEquals(List.of(), history.end());
        assertTrue(history.done.get() > KEYS, "nothing was asked");
        System.out.printf(
                "%s, seed %d, %s ms: %d calls done, %d refused, %d undecided, %d keys%n",
                what,
                SEED,
                millis,
                history.done.get(),
                history.refused.get(),
                history.undecided.get(),
                history.keys());
    }

    private static List<Integer> incarnations() throws Exception {
        return List.of(nodes.incarnation(1, 0), nodes.incarnation(0, 1), nodes.incarnation(0, HIGHEST));
    }

    private static void oneWay(boolean there) throws Exception {
        network.stillLinks(there);
        awaitWritable(0);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
    }

    private static void flapping() throws Exception {
        network.flap(SECONDS);
        awaitWritable(HIGHEST);
    }

    private static void slow() throws Exception {
        network.slow();
        awaitWritable(0);
        network.lose(TimeUnit.SECONDS.toNanos(SECONDS));
        awaitWritable(HIGHEST);
    }

    @Test
    void shouldGoOnAndLoseNothingWhileANodeHearsNobodyThenIsHeardByNobodyThenBothByTurns() throws Exception {
        var before = incarnations();
        history("one way, the other, on and off", () -> oneWay(true), () -> oneWay(false), BadLinkTest::flapping);
        assertEquals(before, incarnations());
    }

    @Test
    void shouldGoOnAndLoseNothingOverLinksThatAreSlowAndLose() throws Exception {
        var before = incarnations();
        history("slow", BadLinkTest::slow);
        assertEquals(before, incarnations());
    }

    @Test
    @EnabledIfSystemProperty(named = "multikernel.spinners", matches = "[1-9]\\d*")
    void shouldRemoveNobodyAndLoseNothingWhereAllCpuIsTaken() throws Exception {
        var before = incarnations();
        history("starved", () -> {
            try (var _ = new Spinners(SPINNERS)) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
            }
        });
        assertEquals(before, incarnations());
    }

    /** The others have removed it before they can be reached again, and it does not know. */
    @Test
    void shouldRefuseAllWhereOneIsCutOffAndBelieveNothingOfItOnceItWasRemoved() throws Exception {
        var before = nodes.incarnation(0, HIGHEST);
        history("cut off", () -> {
            network.cutOff();
            try (var client = new RespClient(store(HIGHEST))) {
                for (var each = 0; each < KEYS; each++) {
                    while (!isRefused(client, each)) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                    }
                }
                awaitWritable(0);
                for (var each = 0; isMember(before); each++) {
                    assertTrue(isRefused(client, each % KEYS), "a minority has answered");
                }
                network.heal();
                assertEquals(Optional.empty(), answered(client));
            }
            assertEquals(REMOVED, nodes.node(HIGHEST).awaitExit());
            nodes.restart(HIGHEST);
        });
        assertEquals(before + 1, nodes.incarnation(0, HIGHEST));
    }

    private static boolean isRefused(RespClient client, int key) throws IOException {
        return client.ask("SET", "cut-" + key, "x").startsWith("-")
                && client.ask("GET", "cut-" + key).startsWith("-");
    }

    private static boolean isMember(int incarnation) throws Exception {
        return !nodes.isState(0, HIGHEST, "removed " + incarnation)
                || !nodes.isState(1, HIGHEST, "removed " + incarnation);
    }

    /** The first answer that is no refusal, if there is one before it ends. */
    private static Optional<String> answered(RespClient client) {
        try {
            for (var each = 0; ; each++) {
                var answer = client.ask(each % 2 == 0 ? "GET" : "INCR", "cut-" + each % KEYS);
                if (!answer.startsWith("-")) {
                    return Optional.of(answer);
                }
            }
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
