package multikernel.network;

import multikernel.urpc.BrokenRing;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.State;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;
import org.jspecify.annotations.Nullable;

/**
 * One incarnation of an end talking to one incarnation of the other, over two rings that nobody else ever has: one
 * thread, which is its link's. The memory of the rings is given back when nobody refers to the session any more.
 */
public final class Session {

    private final long peer;
    private final RingReader in;
    private final RingWriter out;
    private State state = State.CONNECTED;
    private @Nullable Ending ending;
    private boolean isMidway;
    private boolean isAnnounced;

    Session(long peer, RingReader in, RingWriter out) {
        this.peer = peer;
        this.in = in;
        this.out = out;
    }

    /** Which incarnation of the other end this is; each is higher than the one before. */
    public long peer() {
        return peer;
    }

    /** Lines that come. It is emptied also while the session drains: that is what ends it. */
    public RingReader in() {
        return in;
    }

    /** Lines that go; nothing is written once the session is no longer {@code CONNECTED}. */
    public RingWriter out() {
        return out;
    }

    /** {@code CONNECTED}, {@code DRAINING} or {@code CLOSED}. */
    public State state() {
        return state;
    }

    /** Lines sent for which the other end's receiver has returned. */
    public long delivered() {
        return out.sent() - out.depth();
    }

    /** Whether a message has begun whose last lines had no room yet; those are sent even while the session drains. */
    void midway(boolean now) {
        isMidway = now;
    }

    /** Whether the other end is to be told now that nothing more comes; true once. */
    boolean announces() {
        if (isAnnounced || state == State.CONNECTED || (isMidway && !isAlone())) {
            return false;
        }
        isAnnounced = true;
        return true;
    }

    boolean isAnnounced() {
        return isAnnounced;
    }

    /** Sends nothing more; the first reason stays, unless it was a peaceful one. */
    void drain(Ending why) {
        if (state == State.CONNECTED) {
            state = State.DRAINING;
        }
        if (ending == null || ending == Ending.CLOSED) {
            ending = why;
        }
    }

    /** Whether the other end is to be heard no more, only what it has left behind. */
    boolean isAlone() {
        return ending != null && ending != Ending.CLOSED;
    }

    /** Whether nothing is left to read; the other end is then told that everything was. */
    boolean isReadUp() {
        try {
            return in.poll() < 0;
        } catch (BrokenRing broken) {
            drain(Ending.BROKEN);
            return true;
        }
    }

    LinkEvent.Ended end() {
        state = State.CLOSED;
        return new LinkEvent.Ended(peer, ending == null ? Ending.CLOSED : ending, out.sent(), delivered());
    }
}
