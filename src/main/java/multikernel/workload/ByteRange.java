package multikernel.workload;

/** What a {@code Range} header asks for, held against the length of what there is. */
sealed interface ByteRange {

    /** No range, or one that we need not obey: a foreign unit, several ranges, one that is malformed. */
    enum Whole implements ByteRange {
        WHOLE
    }

    /** The bytes from {@code first} to {@code last}, both included. */
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /** A well-formed range of which nothing exists. */
    enum Unsatisfiable implements ByteRange {
        UNSATISFIABLE
    }

    static ByteRange of(String header, long length) {
        if (!header.startsWith("bytes=") || header.indexOf(',') >= 0) {
            return Whole.WHOLE;
        }
        var spec = header.substring("bytes=".length()).strip();
        var dash = spec.indexOf('-');
        if (dash < 0) {
            return Whole.WHOLE;
        }
        var first = digits(spec.substring(0, dash));
        var last = digits(spec.substring(dash + 1));
        if (first == WRONG || last == WRONG || (first == ABSENT && last == ABSENT)) {
            return Whole.WHOLE;
        }
        return first == ABSENT ? suffix(last, length) : from(first, last, length);
    }

    private static ByteRange suffix(long size, long length) {
        return size == 0 || length == 0
                ? Unsatisfiable.UNSATISFIABLE
                : new Part(Math.max(0, length - size), length - 1);
    }

    private static ByteRange from(long first, long last, long length) {
        if (last != ABSENT && last < first) {
            return Whole.WHOLE;
        }
        if (first >= length) {
            return Unsatisfiable.UNSATISFIABLE;
        }
        return new Part(first, last == ABSENT ? length - 1 : Math.min(last, length - 1));
    }

    long ABSENT = -1;
    long WRONG = -2;

    /** More digits than a long holds are simply a very large number. */
    private static long digits(String text) {
        if (text.isEmpty()) {
            return ABSENT;
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return WRONG;
        }
        return text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
    }
}
