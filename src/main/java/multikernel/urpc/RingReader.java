package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/** The reading end of a {@link Ring}: one thread, except where a method says that any may ask. */
public final class RingReader extends RingEnd {

    /** What a reader does with each message. The 56 bytes at the offset are valid until it returns. */
    @FunctionalInterface
    public interface Receiver {
        void line(MemorySegment memory, long offset, int tag);
    }

    private static final int NOTHING = -1;

    /** Lines that are given back together. */
    private final long run;

    private int tag;

    @SuppressWarnings("unused") // keeps what comes behind it off the lines of the position
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

    private RingReader(MemorySegment memory) {
        super(memory);
        run = Math.max(1, capacity() / 4);
        goOn(capacity());
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
        position = received;
        limit = published;
    }

    private boolean isTaken(long at) {
        var header = Slots.headerAcquire(lineOf(at));
        return Slots.isOf(header, at) && Slots.isTaken(header);
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
        var from = position;
        var at = from;
        try {
            while (at - from < max) {
                var next = lineOf(at);
                var header = Slots.headerAcquire(next);
                if (!Slots.isOf(header, at)) {
                    requireEmpty(header, at);
                    giveBack(at, 1);
                    break;
                }
                Slots.take(next, at);
                at++;
                line = next;
                receiver.line(memory, next - base, Slots.tag(header));
                giveBack(at, run);
            }
        } finally {
            position = at;
            Slots.opaque(base + Ring.RECEIVED, at);
            giveBack(at, run);
            Reference.reachabilityFence(memory);
        }
        return (int) (at - from);
    }

    /** Where in the memory the next message lies, valid until {@link #release}; -1 if there is none. */
    public long poll() {
        var at = position;
        var next = lineOf(at);
        var header = Slots.headerAcquire(next);
        if (!Slots.isOf(header, at)) {
            requireEmpty(header, at);
            giveBack(at, 1);
            return NOTHING;
        }
        line = next;
        tag = Slots.tag(header);
        return next - base;
    }

    /** The tag of the message that {@link #poll} found. */
    public int tag() {
        return tag;
    }

    /**
     * A word of the message that {@link #poll} found, or that a {@link Receiver} is called for, without the checks that
     * a segment makes for each.
     *
     * @param word from 0 to 6
     */
    public long word(int word) {
        return Slots.payload(line + offsetOf(word));
    }

    /** Takes the message that {@link #poll} found. */
    public void release() {
        var at = position;
        Slots.take(line, at);
        position = at + 1;
        Slots.opaque(base + Ring.RECEIVED, at + 1);
        giveBack(at + 1, run);
        Reference.reachabilityFence(memory);
    }

    /** A line that holds neither this lap's position nor the last's was not written by a writer. */
    private void requireEmpty(long header, long at) {
        if (!Slots.isOf(header, at - mask - 1)) {
            throw new BrokenRing(
                    "a line holds %016x where %08x or %08x is due".formatted(header, (int) at, (int) (at - mask - 1)));
        }
    }

    private void giveBack(long received, long least) {
        if (received - limit >= least) {
            limit = received;
            Slots.release(base + Ring.PUBLISHED, received);
        }
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
