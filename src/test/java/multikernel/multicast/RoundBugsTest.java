package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The world of rounds finds each mistake that is planted in it; what nodes add to them is planted in theirs. */
@Execution(CONCURRENT)
class RoundBugsTest {

    private static final int SEEDS = 300;

    @ParameterizedTest
    @EnumSource(
            value = RoundBug.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "TOLD_BEFORE_ALL_HOLD"})
    void shouldFindWhatIsPlanted(RoundBug bug) {
        long seed = 1;
        while (seed <= SEEDS && !isFound(bug, seed)) {
            seed++;
        }
        System.out.println(bug + " is found with seed " + seed);
        assertTrue(seed <= SEEDS, bug + " is not found with " + SEEDS + " seeds");
    }

    private static boolean isFound(RoundBug bug, long seed) {
        try {
            new RoundWorld(RoundOptions.patient(seed), bug).run();
            return false;
        } catch (AssertionError | IllegalStateException found) {
            return true;
        }
    }
}
