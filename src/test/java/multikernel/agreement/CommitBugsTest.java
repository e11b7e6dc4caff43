package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world that finds nothing proves nothing: each mistake has to be found within its budget of seeds. */
@Execution(CONCURRENT)
class CommitBugsTest {

    private static final int BUDGET = Integer.getInteger("budget", 50_000);

    @ParameterizedTest
    @EnumSource(CommitBugs.class)
    void shouldFindEachPlantedBugWithinItsBudget(CommitBugs planted) {
        for (long seed = 1; seed <= BUDGET; seed++) {
            try {
                new CommitChaos(seed, planted.bug).run(false);
            } catch (AssertionError | IllegalStateException found) {
                if (Boolean.getBoolean("planted.print")) {
                    System.err.println(planted + ": seed " + seed + ": " + found.getMessage());
                }
                return;
            }
        }
        fail(planted + " survived " + BUDGET + " seeds");
    }
}
