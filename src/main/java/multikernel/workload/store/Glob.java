package multikernel.workload.store;

import java.util.Locale;

/**
 * Patterns as Redis has them: {@code ?}, {@code *}, {@code [a-z]}, {@code [^a]} and a backslash before a character that
 * stands for itself. Backtracks to the last star alone, so a match costs at most the product of both lengths.
 */
final class Glob {

    private final byte[] pattern;
    private int read;

    Glob(byte[] pattern) {
        this.pattern = pattern.clone();
    }

    static boolean matches(String pattern, String text) {
        var words = new String[] {pattern.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT)};
        var bytes = words[1].getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return new Glob(words[0].getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
                .matches(bytes, 0, bytes.length);
    }

    boolean matches(byte[] text, int from, int length) {
        read = 0;
        var at = 0;
        var starRead = -1;
        var starAt = 0;
        while (at < length || read < pattern.length) {
            if (read < pattern.length && pattern[read] == '*') {
                starRead = ++read;
                starAt = at;
            } else if (at < length && read < pattern.length && one(text[from + at])) {
                at++;
            } else if (starRead >= 0 && starAt < length) {
                read = starRead;
                at = ++starAt;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Takes one element of the pattern; whether it stands for this. */
    private boolean one(byte octet) {
        var element = pattern[read++];
        if (element == '[') {
            return set(octet);
        }
        if (element == '\\' && read < pattern.length) {
            return pattern[read++] == octet;
        }
        return element == '?' || element == octet;
    }

    /** A set that is not closed ends with the pattern. */
    private boolean set(byte octet) {
        var isNegated = read < pattern.length && pattern[read] == '^';
        read += isNegated ? 1 : 0;
        var isIn = false;
        while (read < pattern.length && pattern[read] != ']') {
            if (pattern[read] == '\\' && read + 1 < pattern.length) {
                isIn |= pattern[read + 1] == octet;
                read += 2;
            } else if (read + 2 < pattern.length && pattern[read + 1] == '-') {
                var low = Math.min(pattern[read] & 0xFF, pattern[read + 2] & 0xFF);
                var high = Math.max(pattern[read] & 0xFF, pattern[read + 2] & 0xFF);
                isIn |= (octet & 0xFF) >= low && (octet & 0xFF) <= high;
                read += 3;
            } else {
                isIn |= pattern[read++] == octet;
            }
        }
        read = Math.min(pattern.length, read + 1);
        return isIn != isNegated;
    }
}
