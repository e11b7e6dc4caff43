package multikernel.workload.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client of one node, one request at a time: adds 1 to a counter, or reads one. */
final class TownClient {

    /** How far a counter has got: so many were answered, and so many more may have been done. */
    static final class Counter {
        final String key;
        long done;
        long undecided;
        long asked;

        Counter(String key) {
            this.key = key;
        }

        /** @param least of additions that were answered before the question */
        void check(String reply, long least) {
            var value = reply.equals("$-1") ? 0 : Long.parseLong(reply.replace(":", ""));
            assertTrue(value >= least, () -> key + " lost: " + value + " after " + least);
            assertTrue(
                    value <= done + undecided + asked,
                    () -> key + " twice: " + value + " of " + done + " + " + undecided + " + " + asked);
        }
    }

    private final String node;
    private final List<Counter> counters;
    private final Random random;
    private @Nullable Counter counter;
    private boolean adds;
    private long least;
    private @Nullable TownNode at;

    TownClient(String node, List<Counter> counters, Random random) {
        this.node = node;
        this.counters = counters;
        this.random = random;
    }

    boolean isWaiting() {
        return counter != null;
    }

    /** Takes a reply if there is one, and asks for more. */
    void go(Town town) {
        listen(town);
        var now = town.nodes.get(node);
        if (counter == null && now != null) {
            var next = counters.get(random.nextInt(counters.size()));
            at = now;
            counter = next;
            adds = random.nextBoolean();
            least = next.done;
            next.asked += adds ? 1 : 0;
            now.ask((adds ? "INCR " : "GET ") + next.key + "\r\n");
        }
    }

    void listen(Town town) {
        var waiting = counter;
        var asked = at;
        if (waiting == null || asked == null) {
            return;
        }
        if (town.nodes.get(node) != asked) {
            ended(waiting, false);
            return;
        }
        var reply = asked.reply();
        if (reply.startsWith("-")) {
            ended(waiting, isNotDone(reply));
        } else if (!reply.isEmpty()) {
            waiting.check(reply, least + (adds ? 1 : 0));
            waiting.done += adds ? 1 : 0;
            waiting.asked -= adds ? 1 : 0;
            counter = null;
        }
    }

    private static boolean isNotDone(String reply) {
        var known =
                reply.startsWith("-CLUSTERDOWN") || reply.startsWith("-TRYAGAIN") || reply.startsWith("-NOREPLICAS");
        assertTrue(known || reply.endsWith("it is not known what was done"), reply);
        return known;
    }

    private void ended(Counter waiting, boolean isNotDone) {
        waiting.asked -= adds ? 1 : 0;
        waiting.undecided += adds && !isNotDone ? 1 : 0;
        counter = null;
    }
}
