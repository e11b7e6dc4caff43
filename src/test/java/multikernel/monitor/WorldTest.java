package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** {@code -Dseeds=N} runs more of them, {@code -Dseed=N} one again. */
@Execution(CONCURRENT)
class WorldTest {

    private static final long SEEDS = Long.getLong("seeds", 2_000);

    @Test
    void shouldKeepEveryInvariantWhateverIsLateAndWhoeverIsLost() {
        long first = Long.getLong("seed", 1);
        long last = System.getProperty("seed") == null ? SEEDS : first;
        long done = 0;
        for (long seed = first; seed <= last; seed++) {
            done += run(seed);
        }
        assertTrue(done > last - first, "operations done in all: " + done);
    }

    @Test
    void shouldRepeatTheSameHistoryForTheSameSeed() {
        for (long seed = 1; seed <= 100; seed++) {
            assertEquals(new Chaos(seed, Bug.NONE).run(true), new Chaos(seed, Bug.NONE).run(true), "seed " + seed);
        }
    }

    private static int run(long seed) {
        var chaos = new Chaos(seed, Bug.NONE);
        try {
            chaos.run(false);
            return chaos.invariants.done();
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ", " + chaos.options, failure);
        }
    }
}
