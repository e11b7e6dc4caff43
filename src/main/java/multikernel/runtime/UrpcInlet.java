package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.codec.Fragments;
import multikernel.codec.Incoming;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.State;
import multikernel.urpc.RingReader;
import org.jspecify.annotations.Nullable;

/** The receiver's end of a channel from another core of the node. */
final class UrpcInlet<M> extends ChannelEnd implements Inlet {

    /** Lines in one turn: long enough to be worth it, short enough that others have theirs. */
    private static final int LINES_PER_TURN = 64;

    private final ChannelPlane plane;
    private final Link link;
    private final String domain;
    private final RingReader reader;
    private final Incoming<M> incoming;
    private Channel.@Nullable Receiver<M> receiver;
    private State state = State.CONNECTED;

    /** @param domain the receiver's */
    UrpcInlet(ChannelPlane plane, Link link, String domain, MemorySegment memory, Codec<M> shape) {
        this.plane = plane;
        this.link = link;
        this.domain = domain;
        reader = RingReader.over(memory);
        incoming = Incoming.with(shape);
        link.receiverEnd(() -> plane.attend(this));
    }

    /** Before anything is polled. */
    void receiver(Channel.Receiver<M> accepted) {
        receiver = accepted;
    }

    @Override
    boolean poll() {
        if (state == State.CLOSED) {
            return false;
        }
        if (link.from().isFenced()) {
            end(Ending.FENCED);
            return true;
        }
        // read before the ring: what had left a core that has ended is in it by then
        var peerEnded = link.from().isClosed();
        var before = link.receivedCount();
        var taken = take();
        if (link.receivedCount() != before && state != State.CLOSED) {
            pause();
        }
        if (taken == 0 && peerEnded) {
            end(Ending.PEER_ENDED);
            return true;
        }
        return taken > 0;
    }

    private int take() {
        var taken = 0;
        while (taken < LINES_PER_TURN && state != State.CLOSED) {
            var line = reader.poll();
            if (line < 0) {
                break;
            }
            taken++;
            take(line, reader.tag());
        }
        return taken;
    }

    /** The line is given back before the receiver runs, for what it throws or sends is another matter. */
    private void take(long line, int tag) {
        try {
            var message = Fragments.isFragment(tag) ? incoming.line(reader.memory(), line, tag) : null;
            reader.release();
            if (message != null) {
                link.received();
                Objects.requireNonNull(receiver).received(message);
            } else if (tag == UrpcChannel.CLOSE) {
                end(Ending.CLOSED);
            }
        } catch (BadMessage | RuntimeException thrown) {
            plane.broken(domain, thrown);
            end(Ending.BROKEN);
        }
    }

    private void pause() {
        try {
            Objects.requireNonNull(receiver).paused();
        } catch (RuntimeException thrown) {
            plane.broken(domain, thrown);
            end(Ending.BROKEN);
        }
    }

    private void end(Ending why) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        link.over(why);
        try {
            Objects.requireNonNull(receiver).closed(why);
        } catch (RuntimeException thrown) {
            plane.broken(domain, thrown);
        }
    }

    @Override
    boolean isCut() {
        return link.from().isClosed();
    }

    @Override
    boolean hasInput() {
        return state != State.CLOSED && !reader.isEmpty();
    }

    @Override
    boolean waits() {
        return false;
    }

    /** From now on the sender wakes it. */
    @Override
    boolean mayRest() {
        return link.word().doze(() -> hasInput() || isCut());
    }

    @Override
    boolean isOver() {
        return state == State.CLOSED;
    }

    /** Nobody is left to be told. */
    @Override
    void dispatcherEnded() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            link.over(Ending.CLOSED);
        }
    }

    @Override
    boolean belongsTo(String owner) {
        return domain.equals(owner);
    }

    @Override
    public String domain() {
        return link.domain();
    }

    @Override
    public CoreId core() {
        return link.from().id();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        if (state == State.CONNECTED) {
            state = State.DRAINING;
            link.refuseMore();
        }
    }
}
