package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import multikernel.trace.TraceChecks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store whose partitions are on three nodes, each a process. What was answered stays, and is done once, while two of
 * three are there. {@code -Dmultikernel.kills=N} for more faults, {@code -Dmultikernel.seed=S} for others.
 */
class ReplicatedStoreTest {

    private static final int NODES = StoreNodes.NODES;
    /** Enough for each partition to have some. */
    private static final int KEYS = 60;

    private static final int FAULTS = Integer.getInteger("multikernel.kills", 2);
    private static final long SEED = Long.getLong("multikernel.seed", 20_261_129);

    /** Less than it takes until a node is removed. */
    private static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(4);

    @TempDir
    static Path directory;

    private static ClusterNodes nodes;

    /** After each node that was killed or ended, until every partition took writes; for a person. */
    private static final List<Long> WRITABLE_MILLIS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        var options = List.of("-Dmultikernel.cluster.pause=5s", "-Dmultikernel.fault-injection=on");
        nodes = StoreNodes.start(directory, node -> options);
    }

    @AfterAll
    static void end() throws Exception {
        nodes.close();
    }

    private static InetSocketAddress store(int node) {
        return StoreNodes.store(nodes, node);
    }

    private static RespClient client(int node) throws Exception {
        return new RespClient(store(node));
    }

    @Test
    void shouldAnswerForEveryKeyOnEveryNode() throws Exception {
        for (var writer = 0; writer < NODES; writer++) {
            try (var writes = client(writer);
                    var reads = client((writer + 1) % NODES)) {
                for (var each = 0; each < 100; each++) {
                    assertEquals("+OK\r\n", writes.ask("SET", "each-" + each, writer + "-" + each));
                    var value = writer + "-" + each;
                    assertEquals("$" + value.length() + "\r\n" + value + "\r\n", reads.ask("GET", "each-" + each));
                }
                assertEquals(":1\r\n", writes.ask("WAIT", "1", "0"));
            }
        }
    }

    @Test
    void shouldTalkThroughSharedMemoryToNodesOfItsMachineWithoutBeingTold() throws Exception {
        var channels = nodes.get(0, "/api/channels");
        var far = 0;
        for (var channel : channels) {
            far += channel.path("tier").asText().equals("shared-memory") ? 1 : 0;
        }
        assertTrue(far >= 2 * (NODES - 1), channels::toString);
    }

    /** Each records the same second, while a client writes to partitions of all of them. */
    @Test
    void shouldShowInOneTraceWhatThreeNodesSaidToEachOther(@TempDir Path files) throws Exception {
        var merge = new ArrayList<>(List.of("trace", "--merge"));
        try (var writes = client(0)) {
            for (var node = 0; node < NODES; node++) {
                var begun =
                        nodes.client().post(nodes.node(node), nodes.data(node), "/api/traces", "{\"millis\": 1000}");
                assertEquals(2, begun.statusCode() / 100, begun::body);
            }
            for (var each = 0; isRecording(); each++) {
                assertEquals("+OK\r\n", writes.ask("SET", "traced-" + each % KEYS, "x"));
            }
        }
        for (var node = 0; node < NODES; node++) {
            var name = nodes.get(node, "/api/traces").findValuesAsText("name").stream()
                    .filter(each -> each.endsWith("-recorded.json"))
                    .findFirst()
                    .orElseThrow();
            merge.add(files.resolve(node + ".json").toString());
            var url = nodes.node(node).uri("http", "").toString();
            var data = nodes.data(node).toString();
            run("trace", "--from", name, "--output", merge.getLast(), "--url", url, "--data", data);
        }
        var merged = files.resolve("merged.json");
        merge.addAll(List.of("--output", merged.toString()));
        run(merge.toArray(String[]::new));
        var document = TraceChecks.read(Files.readString(merged));
        assertEquals(List.of(), TraceChecks.violations(document));
        assertTrue(ways(document).size() >= 2 * (NODES - 1), "each with the one that is asked, both ways");
    }

    private static boolean isRecording() throws Exception {
        for (var node = 0; node < NODES; node++) {
            if (nodes.get(node, "/api/traces").findValuesAsText("state").contains("recording")) {
                return true;
            }
        }
        return false;
    }

    private static void run(String... words) throws Exception {
        try (var program = NodeProcess.command(words)) {
            assertEquals(0, program.awaitExit(), () -> program.errors().toString());
        }
    }

    /** From which process to which there are arrows of messages between nodes. */
    private static Set<String> ways(JsonNode document) {
        var from = new HashMap<String, String>();
        for (var event : TraceChecks.events(document, "s")) {
            from.put(event.path("id").asText(), event.path("pid").asText());
        }
        return TraceChecks.events(document, "f").stream()
                .filter(event -> event.path("cat").asText().equals("link"))
                .map(event -> from.get(event.path("id").asText()) + " to "
                        + event.path("pid").asText())
                .collect(Collectors.toSet());
    }

    /** How long the others waited is told: in a world with a time of its own it is less than a lease. */
    @ParameterizedTest
    @ValueSource(ints = {1, 0})
    void shouldOwnElsewhereWhatACoreThatFailedOwnedAndRemoveNoNode(int core) throws Exception {
        try (var asker = client(1)) {
            for (var each = 0; each < KEYS; each++) {
                assertEquals("+OK\r\n", asker.ask("SET", "failed-" + each, "before"));
            }
            var before = nodes.incarnation(1, 0);
            var spawned = nodes.client().spawn(nodes.node(0), nodes.data(0), """
                {"name": "trouble", "kind": "fault", "cores": [%d],
                 "settings": {"do": "overflow", "after": "100", "policy": "stop"}}\
                """.formatted(core));
            assertEquals(2, spawned.statusCode() / 100, spawned::body);
            var longest = 0L;
            for (var each = 0; isFirst(core); each++) {
                var began = System.nanoTime();
                var answer = asker.ask("SET", "failed-" + each % KEYS, "after");
                assertTrue(answer.equals("+OK\r\n"), answer);
                longest = Math.max(longest, System.nanoTime() - began);
            }
            for (var each = 0; each < 10 * KEYS; each++) {
                var began = System.nanoTime();
                assertEquals("+OK\r\n", asker.ask("SET", "failed-" + each % KEYS, "after"));
                longest = Math.max(longest, System.nanoTime() - began);
            }
            nodes.client().kill(nodes.node(0), nodes.data(0), "trouble");
            System.out.printf("core %d failed: the longest wait for a write was %d ms%n", core, longest / 1_000_000);
            assertEquals(before, nodes.incarnation(1, 0));
        }
        StoreNodes.awaitWhole(nodes);
    }

    private static boolean isFirst(int core) throws Exception {
        return nodes.get(0, "/api/cores").get(core).path("incarnation").asInt() == 1;
    }

    @Test
    void shouldLoseNothingAndDoNothingTwiceWhileOneNodeAfterAnotherIsKilledEndsOrStandsStill() throws Exception {
        var random = new Random(SEED);
        var history = new StoreHistory(NODES, FAULTS, ReplicatedStoreTest::store);
        history.begin(SEED);
        for (var fault = 0; fault < FAULTS; fault++) {
            var victim = (fault + random.nextInt(2)) % NODES;
            switch (fault % 3) {
                case 0 -> {
                    nodes.node(victim).kill();
                    awaitWritable((victim + 1) % NODES);
                    nodes.restart(victim);
                }
                case 1 -> {
                    nodes.node(victim).terminate();
                    assertEquals(0, nodes.node(victim).awaitExit());
                    awaitWritable((victim + 1) % NODES);
                    nodes.restart(victim);
                }
                default -> {
                    nodes.node(victim).signal("STOP");
                    LockSupport.parkNanos(STILL_NANOS);
                    nodes.node(victim).signal("CONT");
                }
            }
            StoreNodes.awaitWhole(nodes);
            tell(fault, victim, history.done.get());
        }
        assertEquals(List.of(), history.end());
        assertTrue(history.done.get() > 0 && history.keys() > FAULTS, "nothing was asked");
        System.out.printf(
                "seed %d, %d faults, writable again within %s ms: %d calls done, %d refused, %d undecided, %d keys%n",
                SEED,
                FAULTS,
                WRITABLE_MILLIS,
                history.done.get(),
                history.refused.get(),
                history.undecided.get(),
                history.keys());
    }

    private static void tell(int fault, int victim, long done) {
        System.out.printf(
                "fault %d of %d, of node-%d: whole again, writable within %s ms, %d calls done%n",
                fault + 1, FAULTS, victim, WRITABLE_MILLIS, done);
    }

    private static void awaitWritable(int node) throws Exception {
        var begun = System.nanoTime();
        StoreNodes.awaitWritable(nodes, node);
        WRITABLE_MILLIS.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
}
