package multikernel.network;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import multikernel.urpc.RingWriter;

/** Lines whose every word follows from the sender's incarnation and the line's number, so that any tear shows. */
final class Checked {

    private static final int WORDS = 7;
    private static final int TAG_MASK = Integer.MAX_VALUE;

    private final long incarnation;
    private long next;

    /** @param incarnation of the sender */
    Checked(long incarnation) {
        this.incarnation = incarnation;
    }

    /** Writes the next line; false if there is no room. */
    boolean write(RingWriter out) {
        var at = out.claim();
        if (at < 0) {
            return false;
        }
        for (var word = 0; word < WORDS; word++) {
            out.memory().set(ValueLayout.JAVA_LONG, at + word * 8L, value(word));
        }
        out.publish((int) next & TAG_MASK);
        next++;
        return true;
    }

    /** Compares a line with the next one that is due. */
    void read(MemorySegment memory, long offset, int tag) {
        for (var word = 0; word < WORDS; word++) {
            var found = memory.get(ValueLayout.JAVA_LONG, offset + word * 8L);
            if (found != value(word)) {
                throw new AssertionError("word " + word + " of line " + next + " of incarnation " + incarnation + " is "
                        + found + ", not " + value(word) + "; its tag is " + tag);
            }
        }
        if (tag != ((int) next & TAG_MASK)) {
            throw new AssertionError("line " + next + " has tag " + tag);
        }
        next++;
    }

    long count() {
        return next;
    }

    private long value(int word) {
        return switch (word) {
            case 0 -> incarnation;
            case 1 -> next;
            default -> (next * 31 + word) * 0x9e3779b97f4a7c15L ^ incarnation;
        };
    }
}
