package multikernel.shard;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world that finds nothing proves nothing: each mistake has to be found within its budget of seeds. */
@Execution(CONCURRENT)
class ShardBugsTest {

    private static final int BUDGET = Integer.getInteger("shard.budget", 1_000);

    @ParameterizedTest
    @EnumSource(ShardBugs.class)
    void shouldFindEachPlantedBugWithinItsBudget(ShardBugs planted) {
        for (long seed = 1; seed <= BUDGET; seed++) {
            try {
                new ShardChaos(seed, planted.bug).run();
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
