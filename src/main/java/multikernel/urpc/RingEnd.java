package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * One end of a {@link Ring}: where it stands, two lines away from whatever lies before it in the heap, for the two ends
 * of a ring are made together and used by two threads.
 */
@SuppressWarnings("VisibilityModifier") // one class in three layers
abstract class RingEnd extends EndPadding {

    final MemorySegment memory;
    final long base;
    final long mask;

    /** Of the next message; what lies in the memory follows it. */
    long position;

    /** The writer's: the first position that it may not write yet. The reader's: all below it are given back. */
    long limit;

    /** The line of the message that is written or read now. */
    long line;

    RingEnd(MemorySegment memory) {
        var capacity = Ring.capacity(memory);
        this.memory = memory;
        base = memory.address();
        mask = capacity - 1L;
        line = base + Ring.LINES;
    }

    final long lineOf(long of) {
        return base + Ring.LINES + (of & mask) * Ring.LINE_BYTES;
    }

    static long offsetOf(int word) {
        return (long) Objects.checkIndex(word, Ring.PAYLOAD_WORDS) * Long.BYTES;
    }

    public final MemorySegment memory() {
        return memory;
    }

    public final int capacity() {
        return (int) mask + 1;
    }
}

/** Two lines: processors fetch lines in pairs. */
@SuppressWarnings("unused") // never read
abstract class EndPadding {
    private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf;
}
