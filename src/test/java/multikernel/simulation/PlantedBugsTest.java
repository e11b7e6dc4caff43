package multikernel.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world that finds nothing proves nothing: each mistake has to be found within its budget of seeds. */
class PlantedBugsTest {

    private static final int BUDGET = Integer.getInteger("capability.budget", 6_000);

    @ParameterizedTest
    @EnumSource(Bugs.class)
    void shouldFindEachPlantedBugWithinItsBudget(Bugs planted) {
        for (long seed = 1; seed <= BUDGET; seed++) {
            try {
                History.of(seed, planted.make(), 1).run();
            } catch (AssertionError | RuntimeException found) {
                if (Boolean.getBoolean("planted.print")) {
                    System.err.println(planted + ": seed " + seed + ": " + found);
                }
                return;
            }
        }
        fail(planted + " survived " + BUDGET + " seeds");
    }
}
