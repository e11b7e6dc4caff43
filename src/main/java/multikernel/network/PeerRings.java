package multikernel.network;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import multikernel.network.Locality.Inbound;
import multikernel.network.Locality.Outbound;
import multikernel.urpc.BrokenRing;
import multikernel.urpc.Ring;
import org.jspecify.annotations.Nullable;

/**
 * Both rings of one connection between two nodes of a machine: a stream of bytes each way, 56 to a line, the line's tag
 * says how many. The thread of the loop that polls it has all of it.
 */
final class PeerRings {

    /** Whose rings they are. */
    interface Owner {

        /** Part of the stream that comes; the bytes are the owner's until it returns. */
        void came(ByteBuffer part);

        /** All that came in one go has been handed over, or there is room for what waits. */
        void settled();

        /** The other sleeps and is to be woken. */
        void rouse();

        /** What the other wrote can be no ring. */
        void broken(BrokenRing why);
    }

    /** Lines in one go: others have their turns. */
    private static final int LINES_PER_TURN = 256;

    private final Owner owner;
    private final Inbound in;
    private final ByteBuffer staged = ByteBuffer.allocate(LINES_PER_TURN * Ring.PAYLOAD_BYTES);
    private final MemorySegment stage = MemorySegment.ofBuffer(staged);
    private @Nullable Outbound out;
    private boolean isHeard;
    private byte[] outgoing = new byte[0];
    private int from;
    private int to;

    PeerRings(Owner owner, Inbound in) {
        this.owner = owner;
        this.in = in;
    }

    String file() {
        return in.file();
    }

    boolean isHeard() {
        return isHeard;
    }

    /** The other writes into the ring from now on. */
    void hear() {
        isHeard = true;
    }

    /** What is sent goes this way from now on. */
    void speak(Outbound way) {
        out = way;
    }

    boolean speaks() {
        return out != null;
    }

    /** Whether all that was put has been written, so that more may be. */
    boolean isWritten() {
        return from == to;
    }

    /** The next bytes of the stream that goes; only when the last are written. */
    void put(byte[] bytes, int count) {
        outgoing = bytes;
        from = 0;
        to = count;
        try {
            write();
        } catch (BrokenRing broken) {
            broke(broken);
        }
    }

    private boolean write() {
        var way = out;
        if (way == null || isWritten()) {
            return false;
        }
        var bytes = MemorySegment.ofArray(outgoing);
        var before = from;
        while (from < to) {
            var count = Math.min(Ring.PAYLOAD_BYTES, to - from);
            if (!way.ring().offer(bytes, from, count, count)) {
                break;
            }
            from += count;
        }
        if (from != before && way.sleep().rouseReader()) {
            owner.rouse();
        }
        return from != before;
    }

    /** What is there, and what waits for room; returns how much was done. */
    int poll() {
        try {
            var lines = isHeard ? read() : 0;
            var wrote = write();
            if (lines > 0 || wrote) {
                owner.settled();
            }
            return lines + (wrote ? 1 : 0);
        } catch (BrokenRing broken) {
            broke(broken);
            return 1;
        }
    }

    private void broke(BrokenRing why) {
        isHeard = false;
        out = null;
        owner.broken(why);
    }

    private int read() {
        staged.clear();
        var lines = in.ring().drain(this::line, LINES_PER_TURN);
        if (lines > 0) {
            owner.came(staged.flip());
            if (out != null && out.sleep().rouseWriter()) {
                owner.rouse();
            }
        }
        return lines;
    }

    /** Copied out once, before anything in it is believed. */
    private void line(MemorySegment memory, long offset, int tag) {
        if (tag < 1 || tag > Ring.PAYLOAD_BYTES) {
            throw new BrokenRing("a line of " + tag + " bytes");
        }
        MemorySegment.copy(memory, offset, stage, staged.position(), tag);
        staged.position(staged.position() + tag);
    }

    /** The connection has ended: what the other had written before still counts. */
    void drain() {
        out = null;
        for (var turns = in.ring().capacity() / LINES_PER_TURN + 1; turns > 0 && poll() > 0; turns--) {
            // at most a ring full, for the other may be there still
        }
        isHeard = false;
    }

    /** Says so to the other; false if there is something to do all the same. */
    boolean sleeps() {
        in.sleep().sleeps(!isWritten());
        try {
            return !(isHeard && !in.ring().isEmpty())
                    && !(out != null && !isWritten() && out.ring().hasRoom());
        } catch (BrokenRing broken) {
            return false; // the next poll says so
        }
    }

    void wakes() {
        in.sleep().wakes();
    }
}
