package multikernel.codec;

import java.lang.foreign.MemorySegment;

/** Where lines go; a ring's writer is one. */
public interface LineSink {

    /**
     * The offset in {@link #memory()} of the next line, {@link Fragments#LINE_BYTES} long; -1 when there is no room.
     * Claimed again before it is published, it is the same line.
     */
    long claim();

    /** Sends the line that was claimed. */
    void publish(int tag);

    MemorySegment memory();
}
