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
        var received = Slots.opaque(base + Ring.RECEIVED);
        var published = Slots.opaque(base + Ring.PUBLISHED);
        Ring.requireWithin(received - published, 0, capacity, "the number of messages received and not given back");
        Ring.requireWithin(Slots.opaque(base + Ring.SENT) - received, -1, capacity, "the number of unread messages");
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
        var received = Slots.opaque(base + Ring.RECEIVED);
        return !Slots.isOf(Slots.headerAcquire(lineOf(received)), received);
    }

    /**
     * Takes at most {@code max} messages; returns how many. A message counts as taken before its receiver runs, so that
     * a receiver that throws does not see it twice. A receiver does not call its own reader.
     */
    public int drain(Receiver receiver, int max) {
        var taken = 0;
        while (taken < max) {
            var received = Slots.opaque(base + Ring.RECEIVED);
            var line = lineOf(received);
            var header = Slots.headerAcquire(line);
            if (!Slots.isOf(header, received)) {
                nothing(header, received);
                break;
            }
            Slots.opaque(base + Ring.RECEIVED, received + 1);
            taken++;
            receiver.line(memory, line - base, Slots.tag(header));
            giveBack(received + 1, run);
        }
        Reference.reachabilityFence(memory);
        return taken;
    }

    /** Where in the memory the next message lies, valid until {@link #release}; -1 if there is none. */
    public long poll() {
        var received = Slots.opaque(base + Ring.RECEIVED);
        var line = lineOf(received);
        var header = Slots.headerAcquire(line);
        if (!Slots.isOf(header, received)) {
            nothing(header, received);
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
        var received = Slots.opaque(base + Ring.RECEIVED) + 1;
        Slots.opaque(base + Ring.RECEIVED, received);
        giveBack(received, run);
        Reference.reachabilityFence(memory);
    }

    /** Everything is read, so everything is given back; a line that holds neither lap was not written by a writer. */
    private void nothing(long header, long received) {
        if (!Slots.isOf(header, received - mask - 1)) {
            throw new BrokenRing("a line holds %016x where %08x or %08x is due"
                    .formatted(header, (int) received, (int) (received - mask - 1)));
        }
        giveBack(received, 1);
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
