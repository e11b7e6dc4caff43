package multikernel.urpc;

import java.lang.foreign.MemorySegment;

/** Rings for tests that want to begin elsewhere than at position 0. */
public final class RingAt {

    private RingAt() {}

    /** @param first position of the first message */
    public static void format(MemorySegment memory, int capacity, long first) {
        Ring.format(memory, capacity, first);
    }

    /** Where in the memory the line of a position lies. */
    public static long line(int capacity, long position) {
        return Ring.LINES + (position & capacity - 1) * Ring.LINE_BYTES;
    }
}
