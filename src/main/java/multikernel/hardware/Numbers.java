package multikernel.hardware;

import java.util.OptionalLong;

/** Numbers as the system's files write them. */
final class Numbers {

    private static final String UNITS = "KMG";

    private Numbers() {}

    /** Empty where it is none, or none that a {@code long} holds. */
    static OptionalLong parse(String text) {
        var digits = text.strip();
        int unit = digits.isEmpty() ? -1 : UNITS.indexOf(digits.charAt(digits.length() - 1));
        if (unit >= 0) {
            digits = digits.substring(0, digits.length() - 1);
        }
        try {
            long number = Long.parseLong(digits);
            return OptionalLong.of(unit < 0 ? number : Math.multiplyExact(number, 1L << 10 * (unit + 1)));
        } catch (ArithmeticException | NumberFormatException none) {
            return OptionalLong.empty();
        }
    }
}
