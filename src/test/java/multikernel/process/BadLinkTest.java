package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import multikernel.network.TcpProxy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store whose partitions are on three nodes, each a process, with a bad network on their links: what the cluster says
 * goes another way, so all stay members. What was answered stays, and is done once, and those whom a majority reaches
 * go on. {@code -Dmultikernel.link-seconds=N} for each fault to last longer, {@code -Dmultikernel.seed=S} for other
 * times, {@code -Dmultikernel.spinners=N} for so many processes beside that take all CPU.
 */
class BadLinkTest {

    private static final int NODES = 3;
    /** The lower of two names dials, so all links of the highest come through what is before it. */
    private static final int HIGHEST = NODES - 1;

    /** Enough for each partition to have some. */
    private static final int KEYS = 60;

    private static final int SECONDS = Integer.getInteger("multikernel.link-seconds", 2);
    private static final int SPINNERS = Integer.getInteger("multikernel.spinners", 0);
    private static final long SEED = Long.getLong("multikernel.seed", 20_261_130);

    private static final long ON_OFF_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What a piece of a bad network costs, and what a lost segment does until it is sent again. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int SLOW_BYTES = 1024;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final String DOMAINS = """
        [{name = store, kind = store, shards = 6, settings {port = 0, memory = 4194304}}]\
        """;

    @TempDir
    static Path directory;

    private static final List<TcpProxy> PROXIES = new ArrayList<>();
    private static ClusterNodes nodes;

    @BeforeAll
    static void start() throws Exception {
        var port = ClusterNodes.freePort(NODES);
        for (var node = 0; node < NODES; node++) {
            var at = new InetSocketAddress(ClusterNodes.host(node), port);
            PROXIES.add(TcpProxy.between(at, at, SEED + node));
            PROXIES.get(node).cut();
        }
        nodes = new ClusterNodes(
                directory,
                NODES,
                DOMAINS,
                List.of(
                        "-Dmultikernel.cluster.pause=5s",
                        "-Dmultikernel.network.shared-memory.directory=",
                        "-Dmultikernel.network.announced-port=" + port));
        for (var node = 0; node < NODES; node++) {
            reach(node);
        }
        awaitWhole();
    }

    private static void reach(int node) throws Exception {
        PROXIES.get(node).target(nodes.node(node).address("network"));
        PROXIES.get(node).heal();
    }

    @AfterAll
    static void end() throws Exception {
        nodes.close();
        for (var proxy : PROXIES) {
            proxy.close();
        }
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

    /** @param faults of which each lasts its time; those whom a majority reaches take writes in it, and all after it */
    private static void history(String what, Fault... faults) throws Exception {
        var history = new StoreHistory(NODES, 1, BadLinkTest::store);
        var before = List.of(nodes.incarnation(0, 1), nodes.incarnation(0, HIGHEST));
        history.begin(SEED);
        for (var fault : faults) {
            fault.happens();
            PROXIES.forEach(TcpProxy::heal);
            awaitWhole();
        }
        assertEquals(List.of(), history.end());
        assertTrue(history.done.get() > KEYS, "nothing was asked");
        assertEquals(before, List.of(nodes.incarnation(0, 1), nodes.incarnation(0, HIGHEST)));
        System.out.printf(
                "%s, seed %d: %d calls done, %d refused, %d undecided, %d keys%n",
                what, SEED, history.done.get(), history.refused.get(), history.undecided.get(), history.keys());
    }

    private static void oneWay(boolean there) throws Exception {
        PROXIES.get(HIGHEST).still(there, !there);
        awaitWritable(0);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
    }

    private static void flapping() throws Exception {
        for (var time = 0; time < SECONDS; time++) {
            PROXIES.get(HIGHEST).cut();
            LockSupport.parkNanos(ON_OFF_NANOS);
            PROXIES.get(HIGHEST).heal();
            LockSupport.parkNanos(ON_OFF_NANOS);
        }
        awaitWritable(0);
    }

    @Test
    void shouldGoOnAndLoseNothingWhileANodeHearsNobodyThenIsHeardByNobodyThenBothByTurns() throws Exception {
        history("one way, the other, on and off", () -> oneWay(true), () -> oneWay(false), BadLinkTest::flapping);
    }

    @Test
    void shouldGoOnAndLoseNothingOverLinksThatAreSlowAndLose() throws Exception {
        var random = new Random(SEED);
        history("slow", () -> {
            PROXIES.forEach(proxy -> proxy.slow(SLOW_NANOS, SLOW_BYTES));
            awaitWritable(0);
            for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS); System.nanoTime() - end < 0; ) {
                var loses = PROXIES.get(random.nextInt(NODES));
                loses.still(true, true);
                LockSupport.parkNanos(AGAIN_NANOS);
                loses.still(false, false);
                LockSupport.parkNanos(random.nextLong(AGAIN_NANOS));
            }
            awaitWritable(1);
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "multikernel.spinners", matches = "[1-9]\\d*")
    void shouldRemoveNobodyAndLoseNothingWhereAllCpuIsTaken() throws Exception {
        history("starved", () -> {
            try (var _ = new Spinners(SPINNERS)) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
            }
        });
    }
}
