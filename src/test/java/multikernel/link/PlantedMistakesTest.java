package multikernel.link;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world that finds nothing proves nothing: each mistake has to be found within its budget of seeds. */
class PlantedMistakesTest {

    private static final int BUDGET = 2_000;

    @ParameterizedTest
    @EnumSource(Mistakes.class)
    void shouldFindEachMistakeWithinItsBudget(Mistakes planted) {
        for (long seed = 1; seed <= BUDGET; seed++) {
            try {
                new Chaos(seed, planted.make()).run();
            } catch (AssertionError found) {
                return;
            }
        }
        fail(planted + " survived " + BUDGET + " seeds");
    }
}
