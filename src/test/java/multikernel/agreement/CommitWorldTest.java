package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** {@code -Dseeds=N} runs more of them, {@code -Dseed=N} one again. */
@Execution(CONCURRENT)
class CommitWorldTest {

    private static final long SEEDS = Long.getLong("seeds", 50_000);

    @Test
    void shouldKeepEveryInvariantWhateverIsLateAndWhoeverIsLost() {
        long first = Long.getLong("seed", 1);
        long last = System.getProperty("seed") == null ? SEEDS : first;
        long committed = 0;
        for (long seed = first; seed <= last; seed++) {
            committed += run(seed);
        }
        assertTrue(committed > last - first, "commits in all: " + committed);
    }

    @Test
    void shouldRepeatTheSameHistoryForTheSameSeed() {
        for (long seed = 1; seed <= 100; seed++) {
            assertEquals(
                    new CommitChaos(seed, CommitBug.NONE).run(true),
                    new CommitChaos(seed, CommitBug.NONE).run(true),
                    "seed " + seed);
        }
    }

    private static int run(long seed) {
        var chaos = new CommitChaos(seed, CommitBug.NONE);
        try {
            chaos.run(false);
            return chaos.world.invariants.committed;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ", " + chaos.options, failure);
        }
    }
}
