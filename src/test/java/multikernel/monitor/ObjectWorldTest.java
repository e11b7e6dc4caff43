package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -Dseeds=N} runs more of them, {@code -Dseed=N} one again. */
@Execution(CONCURRENT)
class ObjectWorldTest {

    private static final long SEEDS = Long.getLong("seeds", 2_000);
    private static final int BUDGET = 3_000;

    @Test
    void shouldAgreeWhereverTheObjectBeginsAndWhoeverIsLost() {
        long first = Long.getLong("seed", 1);
        long last = System.getProperty("seed") == null ? SEEDS : first;
        long done = 0;
        for (long seed = first; seed <= last; seed++) {
            try {
                done += new ObjectWorld(seed, Mistake.NONE).run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        assertTrue(done > last - first, "operations done in all: " + done);
    }

    @ParameterizedTest
    @EnumSource(value = Mistake.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void shouldFindEachMistakeWithinItsBudget(Mistake mistake) {
        for (long seed = 1; seed <= BUDGET; seed++) {
            try {
                new ObjectWorld(seed, mistake).run();
            } catch (AssertionError | IllegalStateException found) {
                if (Boolean.getBoolean("planted.print")) {
                    System.err.println(mistake + ": seed " + seed + ": " + found.getMessage());
                }
                return;
            }
        }
        fail(mistake + " survived " + BUDGET + " seeds");
    }
}
