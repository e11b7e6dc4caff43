package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Objects;

/** The writing end of a {@link Ring}: one thread, except where a method says that any may ask. */
public final class RingWriter extends RingEnd {

    @SuppressWarnings("unused") // keeps what comes behind it off the lines of the position
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

    private RingWriter(MemorySegment memory) {
        super(memory);
        goOn();
    }

    /**
     * Goes on where the last writer stopped.
     *
     * @param memory stays open for as long as this writer is used; memory of an automatic arena is kept reachable
     * @throws BrokenRing if no ring of this version lies there
     */
    public static RingWriter over(MemorySegment memory) {
        return new RingWriter(memory);
    }

    /** A writer that died may have published a message that it had not counted yet. */
    private void goOn() {
        position = Slots.opaque(base + Ring.SENT);
        if (Slots.isOf(Slots.headerAcquire(lineOf(position)), position)) {
            position++;
            Slots.opaque(base + Ring.SENT, position);
        }
        look();
    }

    /** Is there room for one line? */
    public boolean hasRoom() {
        return hasRoom(1);
    }

    /** Is there room for so many lines? */
    public boolean hasRoom(int lines) {
        return limit - position >= lines || look() >= lines;
    }

    /** Lines that can be written at least; looks at the reader's position only if it knows of none. */
    public int room() {
        var known = limit - position;
        return (int) (known > 0 ? known : look());
    }

    private long look() {
        var unread = position - Slots.acquire(base + Ring.PUBLISHED);
        Ring.requireWithin(unread, 0, mask + 1, "the number of unread messages");
        var room = mask + 1 - unread;
        limit = position + room;
        return room;
    }

    /**
     * Sends a copy, or says that there is no room.
     *
     * @param bytes from 0 to 56
     * @param tag from 0 to 2<sup>31</sup> - 1
     */
    public boolean offer(MemorySegment payload, long offset, int bytes, int tag) {
        Objects.checkIndex(bytes, Ring.PAYLOAD_BYTES + 1);
        if (claim() < 0) {
            return false;
        }
        Slots.put(payload, offset, bytes, line);
        publish(tag);
        return true;
    }

    /**
     * Where in {@link #memory} the next message's 56 bytes lie, to be written there or by {@link #put}, and published;
     * -1 if there is no room.
     */
    public long claim() {
        if (limit - position <= 0 && look() <= 0) {
            Slots.opaque(base + Ring.STALLS, Slots.opaque(base + Ring.STALLS) + 1);
            return -1;
        }
        line = lineOf(position);
        return line - base;
    }

    /**
     * Writes a word of the line that was claimed, without the checks that a segment makes for each.
     *
     * @param word from 0 to 6
     */
    public void put(int word, long value) {
        Slots.payload(line + offsetOf(word), value);
    }

    /** Sends the line that was claimed. */
    public void publish(int tag) {
        var at = position;
        assert limit - at > 0 : "no line was claimed";
        assert tag >= 0 : tag;
        position = at + 1;
        Slots.headerRelease(line, Slots.header(at, tag));
        Slots.opaque(base + Ring.SENT, at + 1);
        Reference.reachabilityFence(memory);
    }

    /** Any thread: messages sent and not yet known to be received, which is a value between what it was and is. */
    public int depth() {
        var published = Slots.acquire(base + Ring.PUBLISHED);
        return (int) Math.clamp(sent() - published, 0, mask + 1);
    }

    /** Any thread. */
    public long sent() {
        return Slots.opaque(base + Ring.SENT);
    }

    /** Any thread: times that a line was wanted and there was no room. */
    public long stalls() {
        return Slots.opaque(base + Ring.STALLS);
    }
}
