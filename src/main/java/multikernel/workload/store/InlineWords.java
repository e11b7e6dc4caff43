package multikernel.workload.store;

/**
 * A line of words, as people type them: parted by blanks, in double quotes with escapes such as {@code \n} and
 * {@code \x41}, or in single quotes. What was quoted is written over its own quoted form, which is never shorter.
 */
final class InlineWords {

    private final byte[] bytes;
    private final int end;
    private int read;
    private int written;

    private InlineWords(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.read = from;
        this.end = to;
    }

    /** False if a quote does not end, or something follows it without a blank. A zero byte ends the line. */
    static boolean split(byte[] bytes, int from, int to, Request into) {
        var end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        var words = new InlineWords(bytes, from, end);
        while (words.skipBlanks()) {
            var start = words.read;
            words.written = start;
            if (!words.word()) {
                return false;
            }
            into.add(start - from, words.written - start);
        }
        return true;
    }

    private boolean skipBlanks() {
        while (read < end && isBlank(bytes[read])) {
            read++;
        }
        return read < end;
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || (octet >= '\t' && octet <= '\r');
    }

    private static boolean endsWord(byte octet) {
        return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
    }

    private boolean word() {
        while (read < end && !endsWord(bytes[read])) {
            var octet = bytes[read++];
            if (octet == '"' || octet == '\'') {
                return quoted(octet);
            }
            bytes[written++] = octet;
        }
        return true;
    }

    /** The word ends with the quote. */
    private boolean quoted(byte quote) {
        while (read < end) {
            var octet = bytes[read++];
            if (octet == quote) {
                return read == end || isBlank(bytes[read]);
            }
            bytes[written++] = octet == '\\' && read < end ? escaped(quote) : octet;
        }
        return false;
    }

    private byte escaped(byte quote) {
        if (quote == '\'') {
            return bytes[read] == '\'' ? bytes[read++] : (byte) '\\';
        }
        if (bytes[read] == 'x' && read + 2 < end && hex(bytes[read + 1]) >= 0 && hex(bytes[read + 2]) >= 0) {
            read += 3;
            return (byte) (16 * hex(bytes[read - 2]) + hex(bytes[read - 1]));
        }
        var octet = bytes[read++];
        return switch (octet) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'a' -> 7;
            default -> octet;
        };
    }

    private static int hex(byte octet) {
        return Character.digit(octet, 16);
    }
}
