package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/** The reading end of a {@link Ring}: one thread, except where a method says that any may ask. */
public final class RingReader {

    /** What a reader does with each message. The 56 bytes at the offset are valid until it returns. */
    @FunctionalInterface
    public interface Receiver {
        void line(MemorySegment memory, long offset, int tag);
    }

    private static final int NOTHING = -1;

    private final MemorySegment memory;
    private final long base;
    private final long mask;

    /** Lines that are given back together. */
    private final long run;

    private int tag;

    private RingReader(MemorySegment memory) {
        var capacity = Ring.capacity(memory);
        this.memory = memory;
        base = memory.address();
        mask = capacity - 1L;
        run = Math.max(1, capacity / 4);
        goOn(capacity);
    }

    /** A reader that died may have taken messages that it had not counted yet. */
    private void goOn(int capacity) {
        var received = Slots.opaque(base + Ring.RECEIVED);
        var published = Slots.opaque(base + Ring.PUBLISHED);
        Ring.requireWithin(received - published, 0, capacity, "the number of messages received and not given back");
        Ring.requireWithin(Slots.opaque(base + Ring.SENT) - received, -1, capacity, "the number of unread messages");
        while (received - published < capacity && isTaken(received)) {
            received++;
        }
        Slots.opaque(base + Ring.RECEIVED, received);
    }

    private boolean isTaken(long position) {
        var header = Slots.headerAcquire(lineOf(position));
        return Slots.isOf(header, position) && Slots.isTaken(header);
    }

    /**
     * Goes on where the last reader stopped.
     *
     * @param memory stays open for as long as this reader is used; memory of an automatic arena is kept reachable
     * @throws BrokenRing if no ring of this version lies there
     */
    public static RingReader over(MemorySegment memory) {
        return new RingReader(memory);
    }

    /** Is there nothing to take? */
    public boolean isEmpty() {
        return poll() == NOTHING;
    }

    /**
     * Takes at most {@code max} messages; returns how many. A message counts as taken before its receiver runs, so that
     * a receiver that throws does not see it twice. A receiver does not call its own reader.
     */
    public int drain(Receiver receiver, int max) {
        var from = Slots.opaque(base + Ring.RECEIVED);
        var position = from;
        var due = Slots.opaque(base + Ring.PUBLISHED) + run;
        try {
            while (position - from < max) {
                var line = lineOf(position);
                var header = Slots.headerAcquire(line);
                if (!Slots.isOf(header, position)) {
                    requireEmpty(header, position);
                    giveBack(position, 1);
                    break;
                }
                Slots.take(line, position);
                position++;
                receiver.line(memory, line - base, Slots.tag(header));
                if (position - due >= 0) {
                    Slots.release(base + Ring.PUBLISHED, position);
                    due = position + run;
                }
            }
        } finally {
            Slots.opaque(base + Ring.RECEIVED, position);
            giveBack(position, run);
            Reference.reachabilityFence(memory);
        }
        return (int) (position - from);
    }

    /** Where in the memory the next message lies, valid until {@link #release}; -1 if there is none. */
    public long poll() {
        var received = Slots.opaque(base + Ring.RECEIVED);
        var line = lineOf(received);
        var header = Slots.headerAcquire(line);
        if (!Slots.isOf(header, received)) {
            requireEmpty(header, received);
            giveBack(received, 1);
            return NOTHING;
        }
        tag = Slots.tag(header);
        return line - base;
    }

    /** The tag of the message that {@link #poll} found. */
    public int tag() {
        return tag;
    }

    /** Takes the message that {@link #poll} found. */
    public void release() {
        var received = Slots.opaque(base + Ring.RECEIVED);
        Slots.take(lineOf(received), received);
        received++;
        Slots.opaque(base + Ring.RECEIVED, received);
        giveBack(received, run);
        Reference.reachabilityFence(memory);
    }

    /** A line that holds neither this lap's position nor the last's was not written by a writer. */
    private void requireEmpty(long header, long position) {
        if (!Slots.isOf(header, position - mask - 1)) {
            throw new BrokenRing("a line holds %016x where %08x or %08x is due"
                    .formatted(header, (int) position, (int) (position - mask - 1)));
        }
    }

    private void giveBack(long received, long least) {
        if (received - Slots.opaque(base + Ring.PUBLISHED) >= least) {
            Slots.release(base + Ring.PUBLISHED, received);
        }
    }

    private long lineOf(long position) {
        return base + Ring.LINES + (position & mask) * Ring.LINE_BYTES;
    }

    public MemorySegment memory() {
        return memory;
    }

    public int capacity() {
        return (int) mask + 1;
    }

    /** Any thread: messages sent and not yet received, a value between what it was and is. */
    public int depth() {
        var received = received();
        return (int) Math.clamp(Slots.opaque(base + Ring.SENT) - received, 0, mask + 1);
    }

    /** Any thread. */
    public long received() {
        return Slots.opaque(base + Ring.RECEIVED);
    }
}
