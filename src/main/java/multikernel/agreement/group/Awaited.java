package multikernel.agreement.group;

/** Which indices someone waits for, and until when: two words for each that may be in flight. */
final class Awaited {

    static final long NONE = -1;

    private final long[] indices;
    private final long[] deadlinesNanos;
    /** Nobody waits for anything before it. */
    private long from;

    private long to;

    Awaited(int inFlightMax) {
        int size = Integer.highestOneBit(Math.max(1, inFlightMax - 1)) << 1;
        indices = new long[size];
        deadlinesNanos = new long[size];
    }

    /** @param index above all others, less than the limit above the first that is not committed */
    void add(long index, long deadlineNanos) {
        if (from == to) {
            from = index;
        }
        indices[at(index)] = index;
        deadlinesNanos[at(index)] = deadlineNanos;
        to = index + 1;
    }

    /** Whether someone waits for it; from now on nobody does. */
    boolean take(long index) {
        if (index < from || index >= to || indices[at(index)] != index) {
            return false;
        }
        indices[at(index)] = 0;
        return true;
    }

    /** The first whose time is over, or {@link #NONE}; nobody waits for it any more. */
    long late(long nowNanos) {
        skip();
        return from < to && nowNanos - deadlinesNanos[at(from)] >= 0 ? first() : NONE;
    }

    /** The first that someone waits for, or {@link #NONE}; from now on nobody does. */
    long first() {
        skip();
        if (from == to) {
            return NONE;
        }
        indices[at(from)] = 0;
        return from;
    }

    private void skip() {
        while (from < to && indices[at(from)] != from) {
            from++;
        }
    }

    private int at(long index) {
        return (int) index & indices.length - 1;
    }
}
