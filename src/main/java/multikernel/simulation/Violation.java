package multikernel.simulation;

import java.util.function.Supplier;

/** Something happened in a {@link World} that must not. */
public final class Violation extends AssertionError {

    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }

    static void unless(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new Violation(what.get());
        }
    }
}
