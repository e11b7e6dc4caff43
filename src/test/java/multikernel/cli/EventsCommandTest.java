package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import multikernel.base.Event;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of a node, on a terminal or in a pipe, as they happen. */
class EventsCommandTest {

    @TempDir
    Path data;

    private ServedNode node;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    /** It runs until it has what it was asked for; everything is said once it listens. */
    private CompletableFuture<Ran> following(String... options) {
        var arguments = new ArrayList<>(List.of("events", "--url", node.url()));
        arguments.addAll(List.of(options));
        var ran = CompletableFuture.supplyAsync(() -> Ran.of(Map.of(), arguments));
        while (node.kernel.listeners.isEmpty() && !ran.isDone()) {
            Thread.onSpinWait();
        }
        node.kernel.publish(new Event("core", "core-1 joined\u001b[31m", 1));
        node.kernel.publish(new Event("domain", "site was spawned", 2));
        node.kernel.publish(new Event("core", "core-1 is stuck", 3));
        return ran;
    }

    @Test
    void shouldPrintALineForEachWithNothingThatATerminalWouldObey() throws Exception {
        var ran = following("--count", "3").get(30, TimeUnit.SECONDS);
        assertEquals(0, ran.status(), ran::err);
        var lines = ran.out().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.getFirst().matches("\\d\\d:\\d\\d:00\\.001  core       core-1 joined\\?\\[31m"), ran::out);
        assertTrue(lines.get(1).endsWith(":00.002  domain     site was spawned"), ran::out);
    }

    @Test
    void shouldPrintTheTopicsThatAreAskedForAloneAndAsJsonOneDocumentALine() throws Exception {
        var ran = following("--topic", "core", "--count", "2", "--json").get(30, TimeUnit.SECONDS);
        assertEquals(0, ran.status(), ran::err);
        var last = new ObjectMapper().readTree(ran.out().lines().toList().get(1));
        assertEquals(2, ran.out().lines().count());
        assertEquals("core-1 is stuck", last.path("text").asText());
        assertEquals(3, last.path("epochMillis").asLong());
    }

    @Test
    void shouldEndWithOneLineWhenTheNodeDoes() throws Exception {
        var out = new StringWriter();
        var errors = new StringWriter();
        var line = Main.commandLine(Map.of(), (file, overrides) -> 0)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors));
        var status = CompletableFuture.supplyAsync(() -> line.execute("events", "--url", node.url()));
        while (node.kernel.listeners.isEmpty()) {
            Thread.onSpinWait();
        }
        node.kernel.publish(new Event("core", "core-1 joined", 1));
        while (out.toString().isEmpty()) {
            Thread.onSpinWait();
        }
        node.service.close(Duration.ofSeconds(5)).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertEquals(1, status.get(30, TimeUnit.SECONDS));
        assertEquals(
                "multikernel: the node has ended its stream of events: it stops, or has stopped\n", errors.toString());
    }

    @Test
    void shouldNotTakeAnotherServerOrNoneForANode() {
        var ran = Ran.of(Map.of(), List.of("events", "--url", "http://127.0.0.1:1"));
        assertEquals(1, ran.status());
        assertTrue(ran.err().startsWith("multikernel: no node answers at http://127.0.0.1:1"), ran::err);
    }

    @Test
    void shouldRefuseATopicThatNobodyHasAndACountThatIsNone() {
        var topic = Ran.of(Map.of(), List.of("events", "--topic", "cores"));
        assertEquals(2, topic.status());
        assertTrue(
                topic.err()
                        .contains("--topic must be one of core, domain, capability, channel, member, trace, not cores"),
                topic::err);
        for (var count : List.of("-1", "x", "")) {
            var ran = Ran.of(Map.of(), List.of("events", "--count", count));
            assertEquals(2, ran.status());
            assertTrue(ran.err().contains("'" + count + "' is no number"), ran::err);
        }
    }
}
