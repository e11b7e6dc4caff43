package multikernel.simulation;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;

/**
 * A world that finds nothing proves nothing: each mistake has to be found within its budget of seeds. What was planted
 * and which seed found it is printed as a table.
 */
@Execution(CONCURRENT)
class PlantedBugsTest {

    private static final int BUDGET = Integer.getInteger("capability.budget", 6_000);

    @Test
    void shouldFindEachPlantedBugWithinItsBudget() {
        var found = new TreeMap<String, String>();
        var survivors = new ArrayList<String>();
        for (var planted : Planted.all()) {
            long seed = firstFound(planted, found);
            if (seed == 0) {
                survivors.add(planted.name());
            }
        }
        System.out.println(table(found));
        if (!survivors.isEmpty()) {
            fail(survivors + " survived " + BUDGET + " seeds");
        }
    }

    /** 0 if none is. */
    private static long firstFound(Planted planted, SortedMap<String, String> found) {
        for (long seed = 1; seed <= BUDGET; seed++) {
            try {
                History.of(seed, planted.make(), 1).run();
            } catch (AssertionError | RuntimeException failure) {
                found.put(planted.name(), "seed " + seed + "  " + summary(failure));
                return seed;
            }
        }
        return 0;
    }

    private static String summary(Throwable failure) {
        var text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return text.length() > 100 ? text.substring(0, 100) : text;
    }

    private static String table(SortedMap<String, String> found) {
        var lines = new ArrayList<String>(List.of(found.size() + " planted bugs of capabilities were found:"));
        found.forEach((name, seed) -> lines.add(String.format("  %-36s %s", name, seed)));
        return String.join(System.lineSeparator(), lines);
    }
}
