package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The world of groups finds each mistake that is planted in it. */
@Execution(CONCURRENT)
class CastBugsTest {

    private static final int SEEDS = 300;

    @ParameterizedTest
    @EnumSource(value = CastBug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindWhatIsPlanted(CastBug bug) {
        long seed = 1;
        while (seed <= SEEDS && !isFound(bug, seed)) {
            seed++;
        }
        System.out.println(bug + " is found with seed " + seed);
        assertTrue(seed <= SEEDS, bug + " is not found with " + SEEDS + " seeds");
    }

    private static boolean isFound(CastBug bug, long seed) {
        try {
            new CastWorld(CastOptions.of(seed, bug.order(), Slow.HOLD), bug).run();
            return false;
        } catch (AssertionError | IllegalStateException found) {
            return true;
        }
    }
}
