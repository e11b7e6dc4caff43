package multikernel.simulation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something happened in a {@link World} that must not. */
public final class Violation extends AssertionError {

    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }

    static <T> T found(@Nullable T value, Supplier<String> what) {
        if (value == null) {
            throw new Violation(what.get());
        }
        return value;
    }

    static void unless(boolean holds, Supplier<String> what) {
        if (!holds) {
            throw new Violation(what.get());
        }
    }
}
