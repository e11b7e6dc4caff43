package multikernel.ownership.far;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world that finds nothing proves nothing: each mistake has to be found within its budget of seeds. */
class FarBugsTest {

    private static final int BUDGET = Integer.getInteger("far.budget", 1_000);

    @ParameterizedTest
    @EnumSource(FarBugs.class)
    void shouldFindEachPlantedBugWithinItsBudget(FarBugs planted) {
        for (long seed = 1; seed <= BUDGET; seed++) {
            try {
                new FarChaos(seed, planted.bug).run();
            } catch (AssertionError | RuntimeException found) {
                if (Boolean.getBoolean("planted.print")) {
                    System.err.println(planted + ": seed " + seed + ": " + found.getMessage());
                }
                return;
            }
        }
        fail(planted + " survived " + BUDGET + " seeds");
    }
}
