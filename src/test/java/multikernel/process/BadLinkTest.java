package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store whose partitions are on three nodes, each a process, with a bad network between them. What was answered
 * stays, and is done once; those whom a majority reaches go on. It takes minutes and runs where it is asked for:
 * {@code -Dmultikernel.link-seconds=N} for each fault to last so much longer than it has to,
 * {@code -Dmultikernel.seed=S} for other times, {@code -Dmultikernel.spinners=N} for so many processes beside that take
 * all CPU. {@code -Pmachines}, as root, has a network namespace for each node instead of proxies between them.
 */
@EnabledIfSystemProperty(named = "multikernel.link-seconds", matches = "\\d+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadLinkTest {

    private static final int NODES = StoreNodes.NODES;
    private static final int HIGHEST = NODES - 1;

    /** Enough for each partition to have some. */
    private static final int KEYS = 60;

    /** The same, where it takes a while to be refused. */
    private static final int FEW_KEYS = 20;

    /** The resolver's time and some looks that it takes each second. */
    private static final long AGREED_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** Of a hundred that are sent, those that are lost. */
    private static final int VERY_FEW = 1;

    private static final int FEW = 5;
    private static final int MANY = 20;

    private static final int SECONDS = Integer.getInteger("multikernel.link-seconds", 0);
    private static final int SPINNERS = Integer.getInteger("multikernel.spinners", 0);
    private static final long SEED = Long.getLong("multikernel.seed", 20_261_130);

    @TempDir
    static Path directory;

    private static BadNetwork network;
    private static ClusterNodes nodes;

    @BeforeAll
    static void start() throws Exception {
        network = BadNetwork.between(NODES, SEED, Boolean.getBoolean("multikernel.machines"), directory);
        try {
            nodes = StoreNodes.start(directory, new InNetwork());
        } catch (Exception | AssertionError failed) {
            network.close();
            throw failed;
        }
    }

    private static final class InNetwork implements ClusterNodes.Placing {

        /** The highest, which is cut off, would end itself much later than the others remove it, and does not know. */
        @Override
        public List<String> options(int node) {
            var options = new ArrayList<>(network.options(node));
            options.add("-Dmultikernel.cluster.pause=5s");
            options.add("-Dmultikernel.cluster.stable-after=" + (node == HIGHEST ? "1m" : "1s"));
            return options;
        }

        @Override
        public List<String> by(int node) {
            return network.by(node);
        }

        @Override
        public void started(int node, Map<String, InetSocketAddress> addresses) throws IOException {
            network.started(node, addresses);
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (nodes != null) {
            nodes.close();
            network.close();
        }
    }

    private static InetSocketAddress store(int node) {
        return StoreNodes.store(nodes, node);
    }

    private interface Fault {
        void happens() throws Exception;
    }

    /**
     * What clients of all nodes see while faults happen one after another, after each of which all is whole again.
     *
     * @return how many nodes have been removed and started again
     */
    private static int losesNothing(String what, Fault... faults) throws Exception {
        var before = incarnations();
        var history = begun();
        var millis = new ArrayList<Long>();
        var removed = 0;
        for (var fault : faults) {
            var begun = System.nanoTime();
            fault.happens();
            removed += mended();
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        }
        assertHolds(history, what + ", " + removed + " removed", millis);
        assertEquals(before + removed, incarnations());
        return removed;
    }

    private static int mended() throws Exception {
        network.heal();
        network.awaitSent();
        var removed = nodes.restartRemoved();
        StoreNodes.awaitWhole(nodes);
        for (var node = 0; node < NODES; node++) {
            StoreNodes.awaitWritable(nodes, node);
        }
        return removed;
    }

    private static StoreHistory begun() throws Exception {
        try (var client = new RespClient(store(0))) {
            assertEquals("+OK\r\n", client.ask("FLUSHALL"));
        }
        var history = new StoreHistory(NODES, 1, BadLinkTest::store);
        history.begin(SEED);
        return history;
    }

    private static void assertHolds(StoreHistory history, String what, List<Long> millis) throws Exception {
        assertEquals(List.of(), history.end());
        assertTrue(history.done.get() > KEYS, "nothing was asked");
        System.out.printf(
                "%s, seed %d, %s ms: %d calls done, %d refused, %d undecided, %d keys%n",
                what, SEED, millis, history.done.get(), history.refused.get(), history.undecided.get(), history.keys());
    }

    /** Of all nodes together. */
    private static int incarnations() throws Exception {
        return nodes.incarnation(1, 0) + nodes.incarnation(0, 1) + nodes.incarnation(0, HIGHEST);
    }

    private static void oneWay(boolean there) throws Exception {
        network.stillLinks(there);
        StoreNodes.awaitWritable(nodes, 0);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
    }

    /** For longer than it takes to remove whom the others agree about. */
    private static void deafening() throws Exception {
        network.deafen();
        nodes.awaitState(1, 0, "unreachable " + nodes.incarnation(1, 0));
        nodes.awaitState(1, HIGHEST, "unreachable " + nodes.incarnation(1, HIGHEST));
        LockSupport.parkNanos(AGREED_NANOS + TimeUnit.SECONDS.toNanos(SECONDS));
        StoreNodes.awaitWritable(nodes, 1);
    }

    private static void slow() throws Exception {
        network.slow();
        StoreNodes.awaitWritable(nodes, 0);
        losing(FEW);
        StoreNodes.awaitWritable(nodes, HIGHEST);
    }

    private static void losing(int percent) throws Exception {
        network.lose(percent, TimeUnit.SECONDS.toNanos(Math.max(1, SECONDS)));
    }

    private static void losingAndWritable(int percent) throws Exception {
        losing(percent);
        StoreNodes.awaitWritable(nodes, HIGHEST);
    }

    @Test
    void shouldRemoveNobodyAndLoseNothingWhileANodeHearsNobodyAndThenIsHeardByNobody() throws Exception {
        assertEquals(0, losesNothing("one way, the other", () -> oneWay(true), () -> oneWay(false)));
    }

    /** Two of three would be removed otherwise, and what they hold in memory lost. */
    @Test
    void shouldRemoveNobodyAndLoseNothingWhereTwoDoNotHearEachOtherAndTheThirdHearsBoth() throws Exception {
        assertEquals(0, losesNothing("two of three deaf", BadLinkTest::deafening));
    }

    @Test
    void shouldRemoveNobodyAndLoseNothingOverLinksThatAreSlowOrLoseALittle() throws Exception {
        assertEquals(
                0,
                losesNothing(
                        "slow, 1 % and 5 % lost",
                        BadLinkTest::slow, () -> losingAndWritable(VERY_FEW), () -> losingAndWritable(FEW)));
    }

    /**
     * Who is there each other second may be removed: TCP waits the longer the more often it has sent in vain, so that
     * what others hear of it may come later than they wait. Then it ends and is started again, and they go on.
     */
    @Test
    void shouldLoseNothingWhereANodeIsCutOffEachOtherSecond() throws Exception {
        losesNothing("on and off", () -> network.flap(SECONDS));
    }

    /** The same. */
    @Test
    void shouldLoseNothingOverLinksThatLoseMuch() throws Exception {
        losesNothing("20 % lost", () -> losing(MANY));
    }

    @Test
    @EnabledIfSystemProperty(named = "multikernel.spinners", matches = "[1-9]\\d*")
    void shouldRemoveNobodyAndLoseNothingWhereAllCpuIsTaken() throws Exception {
        assertEquals(0, losesNothing("starved", () -> {
            try (var _ = new Spinners(SPINNERS)) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
            }
        }));
    }

    /** The others have removed it before they can be reached again, and it does not know. It is not started again. */
    @Test
    @Order(Integer.MAX_VALUE)
    void shouldRefuseAllWhereOneIsCutOffAndBelieveNothingOfItOnceItWasRemoved() throws Exception {
        var removed = "removed " + nodes.incarnation(0, HIGHEST);
        var history = begun();
        network.cutOff();
        try (var client = new RespClient(store(HIGHEST))) {
            for (var each = 0; each < FEW_KEYS; each++) {
                while (!isRefused(client, each)) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            }
            StoreNodes.awaitWritable(nodes, 0);
            for (var each = 0; !isSeenByAll(removed); each++) {
                assertTrue(isRefused(client, each % FEW_KEYS), "a minority has answered");
            }
            network.heal();
            for (var each = 0; each < FEW_KEYS; each++) {
                assertTrue(isRefused(client, each), "who was removed has answered");
            }
        }
        nodes.node(HIGHEST).kill();
        assertHolds(history, "cut off", List.of());
    }

    private static boolean isRefused(RespClient client, int key) throws IOException {
        return client.ask("SET", "cut-" + key, "x").startsWith("-")
                && client.ask("GET", "cut-" + key).startsWith("-");
    }

    private static boolean isSeenByAll(String state) throws Exception {
        return nodes.isState(0, HIGHEST, state) && nodes.isState(1, HIGHEST, state);
    }
}
