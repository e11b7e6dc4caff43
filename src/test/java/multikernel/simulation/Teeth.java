package multikernel.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which seed finds each planted bug first, among those that find nothing without it. */
final class Teeth {

    private Teeth() {}

    /** {@code calm|measured|all BUDGET} */
    public static void main(String[] arguments) {
        for (var bug : arguments.length > 2 ? List.of(Planted.named(arguments[2])) : Planted.all()) {
            System.out.println(bug.name() + ": " + firstFound(bug, arguments[0], Integer.parseInt(arguments[1])));
        }
    }

    private static String firstFound(Planted bug, String size, int budget) {
        for (long seed = 1; seed <= budget; seed++) {
            var found = failure(size, seed, bug.make());
            if (found != null && failure(size, seed, Tamper.NONE) == null) {
                return "seed " + seed + ": "
                        + found.toString().lines().findFirst().orElse("");
            }
        }
        return "survives " + budget;
    }

    private static @Nullable Throwable failure(String size, long seed, Tamper tamper) {
        try {
            Survey.history(size, seed, 1, tamper).run();
            return null;
        } catch (AssertionError | RuntimeException failure) {
            return failure;
        }
    }
}
