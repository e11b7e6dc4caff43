package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import multikernel.base.ChannelReading;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.codec.Fragments;
import multikernel.urpc.Line;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;
import org.jspecify.annotations.Nullable;

/**
 * The control ring from one core to another, as both ends hold it. The sender asks for it, the receiver's thread makes
 * and formats its memory, so that the receiver's NUMA node is its home. Whoever still holds it keeps the memory valid:
 * a core that is fenced writes into a ring that nobody reads.
 */
final class ControlRing {

    private static final int COUNT = 0;
    private static final int REJECTED = 1;

    private final Incarnation from;
    private final Incarnation to;
    private final int capacity;
    private final Line sender = new Line();
    private final Line receiver = new Line();

    /** Written once, by the receiver. */
    private volatile @Nullable RingWriter writer;

    /** The receiver's alone. */
    private @Nullable RingReader reader;

    ControlRing(Incarnation from, Incarnation to, int capacity) {
        this.from = from;
        this.to = to;
        this.capacity = capacity;
    }

    Incarnation from() {
        return from;
    }

    Incarnation to() {
        return to;
    }

    /** Sender: null until the receiver has made the memory. */
    @Nullable
    RingWriter writer() {
        return writer;
    }

    /** Receiver: makes the memory when it first looks, and lets the sender know. */
    RingReader reader() {
        var made = reader;
        if (made == null) {
            var memory = Ring.memory(capacity);
            made = RingReader.over(memory);
            reader = made;
            writer = RingWriter.over(memory);
            from.inbox().sleepWord().fenceAndWake();
        }
        return made;
    }

    /**
     * Receiver: hands over at most so many lines; returns how many were taken. A line is looked at before its sender
     * is, so that none that was published after the fence is handed over.
     */
    int drain(ControlHandler handler, int max) {
        return reader().drain(
                        (memory, offset, tag) -> {
                            if (!from.isFenced()) {
                                take(handler, memory, offset, tag);
                            }
                        },
                        max);
    }

    /** Receiver: takes what is there for nobody, whoever sent it; returns how many lines. */
    int bury() {
        return reader().drain((memory, offset, tag) -> count(tag), capacity);
    }

    private void take(ControlHandler handler, MemorySegment memory, long offset, int tag) {
        count(tag);
        handler.line(from, memory, offset, tag);
    }

    private void count(int tag) {
        if (!Fragments.isContinuation(tag)) {
            receiver.add(COUNT, 1);
        }
    }

    /** Sender. */
    void published(int tag) {
        if (!Fragments.isContinuation(tag)) {
            sender.add(COUNT, 1);
        }
    }

    /** Sender. */
    void reject() {
        sender.add(REJECTED, 1);
    }

    /** Receiver, or whoever buries it: nothing is in it, or nothing ever was. */
    boolean isEmpty() {
        return reader == null || reader.isEmpty();
    }

    int capacity() {
        return capacity;
    }

    /** Anyone. Capacity and depth count lines, everything else messages. */
    ChannelReading reading() {
        var made = writer;
        return new ChannelReading(
                from.id(),
                to.id(),
                Tier.URPC,
                Plane.CONTROL,
                capacity,
                made == null ? 0 : made.depth(),
                sender.getOpaque(COUNT) + sender.getOpaque(REJECTED),
                receiver.getOpaque(COUNT),
                made == null ? 0 : made.stalls(),
                sender.getOpaque(REJECTED));
    }
}
