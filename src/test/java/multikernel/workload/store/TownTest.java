package multikernel.workload.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import multikernel.agreement.group.GroupLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** A sharded store over several nodes, spoken to in RESP. */
@Execution(CONCURRENT)
class TownTest {

    private static final int SEATS = 3;
    private static final List<String> THREE = List.of("a", "b", "c");
    /** So many that every partition has some. */
    private static final int KEYS = 20;

    /** What an owner may still answer within, who is alone. */
    private static final long LEASE_NANOS = GroupLimits.DEFAULT.leaseNanos();

    /** Within which one that has the state is made a member. */
    private static final long SEATED_NANOS = 3_000_000_000L;

    /** Two turns of a clock, which is less than it takes to ask. */
    private static final long REFUSED_NANOS = 200_000_000L;

    private static final int SEEDS = Integer.getInteger("seeds", 20);

    @Test
    void shouldStillHaveWhatWasAnsweredOnceItsOwnerIsKilled() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var town = new Town(seed, SEATS, THREE);
            for (int key = 0; key < KEYS; key++) {
                assertEquals("+OK", town.askUntilDone(THREE.get(key % 3), "SET k" + key + " v" + key));
            }
            var killed = town.owner(seed % TownNode.PARTITIONS);
            town.kill(killed);
            for (int key = 0; key < KEYS; key++) {
                var asked = List.copyOf(town.nodes.keySet()).get(key % 2);
                assertEquals("v" + key, town.askUntilDone(asked, "GET k" + key));
                assertEquals("+OK", town.askUntilDone(asked, "SET k" + key + " w"));
            }
        }
    }

    @Test
    void shouldRefuseReadsAndWritesInAMinority() {
        var town = new Town(1, SEATS, THREE);
        assertEquals("+OK", town.askUntilDone("a", "SET k v"));
        assertEquals(":1", town.ask("b", "WAIT 1 0"));
        town.kill("b");
        town.kill("c");
        town.forget();
        town.pass(LEASE_NANOS);
        for (int key = 0; key < 5; key++) {
            assertEquals("-CLUSTERDOWN", firstWord(town.ask("a", "GET k" + key)));
        }
        var refused = firstWord(town.ask("a", "SET k w"));
        assertTrue(refused.equals("-CLUSTERDOWN") || refused.equals("-ERR"), refused);
        assertEquals("-CLUSTERDOWN", firstWord(town.ask("a", "SET k w")));
        assertEquals("-CLUSTERDOWN", firstWord(town.ask("a", "DBSIZE")));
    }

    /** Its channels are there, and what it says may still arrive. */
    @Test
    void shouldRefuseAtOnceWhereNobodyIsHeardAnyMoreAndGoOnOnceTheyAre() {
        var town = new Town(5, SEATS, THREE);
        for (var name : THREE) {
            for (int key = 0; key < KEYS; key++) {
                assertEquals("+OK", town.askUntilDone(name, "SET k" + key + " v"));
            }
            town.still(name);
            town.pass(4 * LEASE_NANOS);
            var begun = town.nowNanos();
            for (int key = 0; key < KEYS; key++) {
                assertEquals("-CLUSTERDOWN", firstWord(town.ask(name, "SET k" + key + " " + name)));
                assertEquals("-CLUSTERDOWN", firstWord(town.ask(name, "GET k" + key)));
            }
            assertTrue(town.nowNanos() - begun < KEYS * REFUSED_NANOS, "refused after waiting for an answer");
            town.mend();
            for (int key = 0; key < KEYS; key++) {
                assertEquals("+OK", town.askUntilDone(name, "SET k" + key + " " + name));
            }
        }
    }

    private static String firstWord(String reply) {
        return reply.split(" ", 2)[0];
    }

    @Test
    void shouldRefuseReadsAndWritesAsLongAsThereWereNodesTooFew() {
        var town = new Town(2, SEATS, List.of("a", "b"));
        town.await("an owner", () -> town.owner(0).equals("a"));
        assertEquals("-NOREPLICAS Not enough good replicas to write.", town.ask("a", "SET k v"));
        assertEquals("-NOREPLICAS", firstWord(town.ask("b", "GET k")));
        town.start("c");
        assertEquals("+OK", town.askUntilDone("c", "SET k v"));
        assertEquals("v", town.askUntilDone("b", "GET k"));
    }

    @Test
    void shouldFindDoneInAPipelineWhatCameBeforeWhereverTheOwnerIs() {
        var town = new Town(3, SEATS, THREE);
        town.askUntilDone("a", "SET k v");
        for (var name : THREE) {
            var node = town.node(name);
            var requests = new StringBuilder("DEL line\r\n");
            for (int each = 0; each < 300; each++) {
                requests.append("APPEND line x\r\nSTRLEN line\r\n");
            }
            node.ask(requests.toString());
            town.awaitReply(node, "DEL");
            for (int each = 1; each <= 300; each++) {
                assertEquals(":" + each, town.awaitReply(node, "APPEND"));
                assertEquals(":" + each, town.awaitReply(node, "STRLEN"));
            }
        }
    }

    @Test
    void shouldRemoveWhatHasExpiredOnAllNodes() {
        var town = new Town(4, SEATS, THREE);
        for (int key = 0; key < 50; key++) {
            assertEquals("+OK", town.askUntilDone("a", "SET k" + key + " v PX 300"));
        }
        assertEquals("+OK", town.ask("b", "SET stays v"));
        town.await("one key each", () -> town.nodes.values().stream().allMatch(each -> each.keys() == 1));
        assertEquals(":1", town.ask("c", "DBSIZE"));
    }

    /**
     * One client on each node counts up its own key and reads another's; nobody sees a value go back or be invented.
     */
    @Test
    void shouldLoseNothingAndDoNothingTwiceWhileChannelsEndAndNodesAreKilled() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var town = new Town(seed, SEATS, THREE);
            for (int key = 0; key < KEYS; key++) {
                town.askUntilDone("a", "SET k" + key + " v");
            }
            var clients = new ArrayList<TownClient>();
            var counters = new ArrayList<TownClient.Counter>();
            for (int each = 0; each < 6; each++) {
                counters.add(new TownClient.Counter("counter-" + each));
            }
            for (int each = 0; each < 3; each++) {
                clients.add(new TownClient(THREE.get(each), counters, new Random(seed * 10L + each)));
            }
            for (int step = 0; step < 6_000; step++) {
                trouble(town, random);
                town.step();
                clients.forEach(each -> each.go(town));
            }
            heal(town);
            town.await("the last replies", () -> {
                clients.forEach(each -> each.listen(town));
                return clients.stream().noneMatch(TownClient::isWaiting);
            });
            var done = 0L;
            for (var counter : counters) {
                for (var name : THREE) {
                    counter.check(town.askUntilDone(name, "GET " + counter.key), counter.done);
                }
                done += counter.done;
            }
            assertTrue(done > 50, "done: " + done);
        }
    }

    private static void trouble(Town town, Random random) {
        switch (random.nextInt(400)) {
            case 0, 1 -> {
                var names = List.copyOf(town.nodes.keySet());
                var one = names.get(random.nextInt(names.size()));
                var other = names.get(random.nextInt(names.size()));
                if (!one.equals(other)) {
                    town.cut(one, other);
                }
            }
            case 2, 3, 4 -> town.mend();
            case 5 -> {
                if (town.nodes.size() == 3 && random.nextInt(3) == 0) {
                    town.kill(THREE.get(random.nextInt(3)));
                }
            }
            case 6, 7 -> heal(town);
            default -> {}
        }
    }

    /** All channels are there again, and whoever was killed starts anew. */
    private static void heal(Town town) {
        town.mend();
        for (var name : THREE) {
            if (!town.nodes.containsKey(name)) {
                town.start(name);
                town.await("the new one has everything", () -> town.node(name).keys() >= KEYS);
                town.pass(SEATED_NANOS);
            }
        }
    }
}
