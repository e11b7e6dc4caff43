package multikernel.workload.store;

/** Whole numbers of 64 bits as clients write them: no sign but a minus, no zeros in front, nothing around. */
final class Decimal {

    /** {@code -9223372036854775808}. */
    static final int DIGITS_MAX = 20;

    private static final long TENTH = Long.MIN_VALUE / 10;

    private Decimal() {}

    static boolean isInteger(byte[] bytes, int at, int length) {
        var isNegative = length > 0 && bytes[at] == '-';
        var first = isNegative ? at + 1 : at;
        var end = at + length;
        if (first == end || length > DIGITS_MAX) {
            return false;
        }
        if (bytes[first] == '0') {
            return length == 1;
        }
        var value = 0L;
        for (var i = first; i < end; i++) {
            var digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value < TENTH || 10 * value < Long.MIN_VALUE + digit) {
                return false;
            }
            value = 10 * value - digit;
        }
        return isNegative || value != Long.MIN_VALUE;
    }

    /** Of what {@link #isInteger} has found to be one. */
    static long integer(byte[] bytes, int at, int length) {
        var isNegative = bytes[at] == '-';
        var value = 0L;
        for (var i = isNegative ? at + 1 : at; i < at + length; i++) {
            value = 10 * value - (bytes[i] - '0');
        }
        return isNegative ? value : -value;
    }

    static int digits(long value) {
        var digits = value < 0 ? 2 : 1;
        for (var rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes {@code digits(value)} bytes. */
    static void write(byte[] into, int at, int digits, long value) {
        var rest = value;
        for (var i = at + digits - 1; i >= at; i--) {
            into[i] = (byte) ('0' + Math.abs((int) (rest % 10)));
            rest /= 10;
        }
        if (value < 0) {
            into[at] = '-';
        }
    }
}
