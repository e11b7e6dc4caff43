package multikernel.agreement.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** {@code -Dgroup.seeds=N} runs more of them, {@code -Dgroup.seed=N} one again. */
@Execution(CONCURRENT)
class GroupWorldTest {

    private static final long SEEDS = Long.getLong("group.seeds", 2_000);

    @Test
    void shouldKeepEveryInvariantWhateverIsLostAndWhoeverIsStoppedOrEnds() {
        long first = Long.getLong("group.seed", Long.getLong("group.first", 1));
        long last = System.getProperty("group.seed") == null ? first + SEEDS - 1 : first;
        long writes = 0;
        long owners = 0;
        long seatings = 0;
        long lost = 0;
        for (long seed = first; seed <= last; seed++) {
            var ledger = run(seed).world.ledger;
            writes += ledger.writes;
            owners += ledger.owners;
            seatings += ledger.seatings;
            lost += ledger.lost;
        }
        assertTrue(writes > last - first, "writes in all: " + writes);
        if (last - first > 100) {
            assertTrue(owners > last - first, "owners in all: " + owners);
            assertTrue(seatings > last - first, "changes of seats in all: " + seatings);
            assertTrue(lost < (last - first) / 50, "groups without a majority at the end: " + lost);
        }
    }

    @Test
    void shouldRepeatTheSameHistoryForTheSameSeed() {
        for (long seed = 1; seed <= 50; seed++) {
            assertEquals(hashOf(seed), hashOf(seed), "seed " + seed);
        }
    }

    private static long hashOf(long seed) {
        var chaos = new GroupChaos(seed, GroupBug.NONE);
        chaos.world.hashed = true;
        chaos.run();
        return chaos.world.hash;
    }

    private static GroupChaos run(long seed) {
        var chaos = new GroupChaos(seed, GroupBug.NONE);
        try {
            chaos.run();
            return chaos;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ", " + chaos.options, failure);
        }
    }
}
