package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Objects;

/** The writing end of a {@link Ring}: one thread, except where a method says that any may ask. */
public final class RingWriter {

    private final MemorySegment memory;
    private final long base;
    private final long mask;

    private RingWriter(MemorySegment memory) {
        var capacity = Ring.capacity(memory);
        this.memory = memory;
        base = memory.address();
        mask = capacity - 1L;
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
        var sent = Slots.opaque(base + Ring.SENT);
        if (Slots.isOf(Slots.headerAcquire(lineOf(sent)), sent)) {
            sent++;
            Slots.opaque(base + Ring.SENT, sent);
        }
        look(sent);
    }

    /** Is there room for one line? */
    public boolean hasRoom() {
        return hasRoom(1);
    }

    /** Is there room for so many lines? */
    public boolean hasRoom(int lines) {
        var sent = Slots.opaque(base + Ring.SENT);
        return Slots.opaque(base + Ring.LIMIT) - sent >= lines || look(sent) >= lines;
    }

    /** Lines that can be written at least; looks at the reader's position only if it knows of none. */
    public int room() {
        var sent = Slots.opaque(base + Ring.SENT);
        var known = Slots.opaque(base + Ring.LIMIT) - sent;
        return (int) (known > 0 ? known : look(sent));
    }

    private long look(long sent) {
        var unread = sent - Slots.acquire(base + Ring.PUBLISHED);
        Ring.requireWithin(unread, 0, mask + 1, "the number of unread messages");
        var room = mask + 1 - unread;
        Slots.opaque(base + Ring.LIMIT, sent + room);
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
        var line = claim();
        if (line < 0) {
            return false;
        }
        Slots.put(payload, offset, bytes, base + line);
        publish(tag);
        return true;
    }

    /**
     * Where in {@link #memory} the next message's 56 bytes lie, to be written and published; -1 if there is no room.
     */
    public long claim() {
        var sent = Slots.opaque(base + Ring.SENT);
        if (Slots.opaque(base + Ring.LIMIT) - sent <= 0 && look(sent) <= 0) {
            Slots.opaque(base + Ring.STALLS, Slots.opaque(base + Ring.STALLS) + 1);
            return -1;
        }
        return lineOf(sent) - base;
    }

    /** Sends the line that was claimed. */
    public void publish(int tag) {
        var sent = Slots.opaque(base + Ring.SENT);
        assert Slots.opaque(base + Ring.LIMIT) - sent > 0 : "no line was claimed";
        assert tag >= 0 : tag;
        Slots.headerRelease(lineOf(sent), Slots.header(sent, tag));
        Slots.opaque(base + Ring.SENT, sent + 1);
        Reference.reachabilityFence(memory);
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
