package multikernel.base;

import java.util.Locale;

/** How a constant is spelled outside the program: {@code NOT_PERMITTED} is {@code not-permitted}. */
public final class Words {

    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
