package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.State;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's end of a channel from a core of another node. What {@link Gateway.Receiver} says comes on the
 * gateway's thread, everything else is of this core's. At most a window of the link's waits here.
 */
final class FarInlet<M> extends ChannelEnd implements Inlet, Gateway.Receiver {

    /** Messages in one turn: others have theirs. */
    private static final int MESSAGES_PER_TURN = 64;

    private final ChannelPlane plane;
    private final Incarnation self;
    private final FarPlane.Asked asked;
    private final Codec<M> codec;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private Channel.@Nullable Receiver<M> receiver;
    private State state = State.CONNECTED;
    private @Nullable Ending ending;

    FarInlet(ChannelPlane plane, Incarnation self, FarPlane.Asked asked, Codec<M> shape) {
        this.plane = plane;
        this.self = self;
        this.asked = asked;
        codec = shape.another();
    }

    /** Before anything is polled. */
    void receiver(Channel.Receiver<M> accepted) {
        receiver = accepted;
    }

    @Override
    public void received(List<byte[]> messages) {
        self.inbox().attend(() -> {
            if (state == State.CLOSED) {
                handled(messages.size());
            } else {
                waiting.addAll(messages);
                plane.attend(this);
            }
        });
    }

    @Override
    public void closed(Ending why) {
        self.inbox().attend(() -> {
            ending = why;
            plane.attend(this);
        });
    }

    @Override
    boolean poll() {
        if (state == State.CLOSED) {
            return false;
        }
        if (isCut() && ending == null) {
            ending = Ending.PEER_ENDED;
        }
        if (ending == Ending.FENCED) {
            waiting.clear();
        }
        var taken = take();
        if (waiting.isEmpty() && ending != null) {
            end(ending);
        }
        return taken > 0;
    }

    private int take() {
        var taken = 0;
        try {
            for (; taken < MESSAGES_PER_TURN && !waiting.isEmpty() && state != State.CLOSED; taken++) {
                var bytes = waiting.remove();
                Objects.requireNonNull(receiver).received(codec.decode(MemorySegment.ofArray(bytes), 0, bytes.length));
            }
            if (taken > 0 && state != State.CLOSED) {
                Objects.requireNonNull(receiver).paused();
            }
        } catch (BadMessage | RuntimeException thrown) {
            plane.broken(asked.to().domain(), thrown);
            asked.gateway().post(asked.carriage()::close);
            end(Ending.BROKEN);
        }
        if (taken > 0) {
            handled(taken);
        }
        return taken;
    }

    private void handled(int messages) {
        asked.gateway().post(() -> asked.carriage().handled(messages));
    }

    private void end(Ending why) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        waiting.clear();
        try {
            Objects.requireNonNull(receiver).closed(why);
        } catch (RuntimeException thrown) {
            plane.broken(asked.to().domain(), thrown);
        }
    }

    @Override
    boolean isCut() {
        return asked.gateway().core().isClosed();
    }

    @Override
    boolean hasInput() {
        return state != State.CLOSED && (!waiting.isEmpty() || ending != null);
    }

    @Override
    boolean waits() {
        return false;
    }

    @Override
    boolean mayRest() {
        return !hasInput();
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
            waiting.clear();
            asked.gateway().post(asked.carriage()::end);
        }
    }

    @Override
    void coreEnded() {
        dispatcherEnded();
    }

    @Override
    boolean belongsTo(String owner) {
        return asked.to().domain().equals(owner);
    }

    @Override
    public String domain() {
        return asked.domain();
    }

    @Override
    public String node() {
        return asked.node();
    }

    @Override
    public CoreId core() {
        return asked.from();
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        if (state == State.CONNECTED) {
            state = State.DRAINING;
            asked.gateway().post(asked.carriage()::close);
        }
    }
}
