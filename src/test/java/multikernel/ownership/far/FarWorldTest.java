package multikernel.ownership.far;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/** {@code -Dfar.seeds=N} runs more of them, from {@code -Dfar.first=M} on. */
@Execution(CONCURRENT)
class FarWorldTest {

    private static final long SEEDS = Long.getLong("far.seeds", 1_000);
    private static final long FIRST = Long.getLong("far.first", 1);

    @Test
    void shouldServeNobodyWhoIsGoneAndNothingWhoIsGoneWhateverFails() {
        long done = 0;
        long homeLost = 0;
        long revoked = 0;
        long noMajority = 0;
        long undecided = 0;
        long late = 0;
        long events = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            var world = run(seed).world;
            done += world.checks.done;
            homeLost += world.checks.homeLost;
            revoked += world.checks.revoked;
            noMajority += world.checks.noMajority;
            undecided += world.checks.undecided;
            late += world.late;
            events += world.events;
        }
        var sums = SEEDS + " seeds, " + events + " events: done " + done + ", home-lost " + homeLost + ", revoked "
                + revoked + ", no-majority " + noMajority + ", timed-out " + undecided + ", not believed " + late;
        if (Boolean.getBoolean("far.print")) {
            System.err.println(sums);
        }
        if (SEEDS >= 100) {
            assertTrue(done > 10 * SEEDS && late > SEEDS && revoked > SEEDS / 4, sums);
            assertTrue(homeLost > SEEDS / 4 && noMajority > 0 && undecided > SEEDS / 4, sums);
        }
    }

    @Test
    void shouldRepeatTheSameHistoryForTheSameSeed() {
        for (long seed = 1; seed <= 20; seed++) {
            assertEquals(run(seed).world.hash, run(seed).world.hash, "seed " + seed);
        }
    }

    private static FarChaos run(long seed) {
        var chaos = new FarChaos(seed, FarBug.NONE);
        try {
            chaos.run();
            return chaos;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed, failure);
        }
    }
}
