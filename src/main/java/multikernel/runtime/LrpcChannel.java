package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.Objects;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/** A channel whose ends are on one core: a queue of that core's, which no other thread touches, and no codec. */
final class LrpcChannel<M> extends ChannelEnd implements Channel<M>, Inlet {

    private final ChannelPlane plane;
    private final CoreId core;
    private final String from;
    private final String to;
    private final int capacity;
    private final ArrayDeque<M> queue;
    private final Rooms rooms;
    private final @Nullable Courier<M> courier;
    private Channel.@Nullable Receiver<M> receiver;

    private volatile State state = State.CONNECTED;
    private boolean told;
    private int depth;
    private long sent;
    private long received;
    private long stalls;
    private long rejected;

    /**
     * @param from the sender's domain
     * @param courier where messages may have capabilities
     */
    LrpcChannel(ChannelPlane plane, CoreId core, String from, String to, int capacity, @Nullable Courier<M> courier) {
        this.plane = plane;
        this.core = core;
        this.from = from;
        this.to = to;
        this.capacity = capacity;
        this.courier = courier;
        queue = new ArrayDeque<>(capacity);
        rooms = new Rooms(capacity);
    }

    /** Before anything is sent. */
    void receiver(Channel.Receiver<M> accepted) {
        receiver = accepted;
    }

    @Override
    public Sent trySend(M message) {
        if (state != State.CONNECTED) {
            return Sent.CLOSED;
        }
        if (depth == capacity || isWaitedFor()) {
            stalls++;
            return Sent.BUSY;
        }
        if (courier == null || !courier.take(message, () -> plane.attend(this))) {
            queue.add(message);
            plane.attend(this);
        }
        depth++;
        sent++;
        return Sent.ACCEPTED;
    }

    /** A message's capabilities are on their way, and it goes before all others. */
    private boolean isWaitedFor() {
        return courier != null && !courier.isEmpty();
    }

    @Override
    public Sent trySend(M message, Runnable room) {
        var answer = trySend(message);
        if (answer == Sent.BUSY) {
            rooms.add(room);
        }
        return answer;
    }

    @Override
    public void close() {
        if (state == State.CONNECTED) {
            state = State.DRAINING;
            plane.attend(this);
        }
    }

    /** What was there when the turn began; what a receiver sends to itself comes in the next. */
    @Override
    boolean poll() {
        var worked = false;
        if (courier != null && courier.isReady()) {
            queue.add(courier.message());
            courier.delivered();
        }
        for (var left = queue.size(); left > 0 && state != State.CLOSED; left--) {
            worked = true;
            deliver(Objects.requireNonNull(queue.poll()));
        }
        if (worked && state != State.CLOSED) {
            pause();
        }
        if (state == State.DRAINING && depth == 0) {
            end(Ending.CLOSED);
            worked = true;
        }
        return rooms.tell(this::hasRoom) || worked;
    }

    private boolean hasRoom() {
        return state != State.CONNECTED || (depth < capacity && !isWaitedFor());
    }

    private void deliver(M message) {
        depth--;
        received++;
        try {
            Objects.requireNonNull(receiver).received(message);
        } catch (RuntimeException thrown) {
            plane.broken(to, thrown);
            end(Ending.BROKEN);
        }
    }

    private void pause() {
        try {
            Objects.requireNonNull(receiver).paused();
        } catch (RuntimeException thrown) {
            plane.broken(to, thrown);
            end(Ending.BROKEN);
        }
    }

    private void end(Ending why) {
        state = State.CLOSED;
        rejected += depth;
        depth = 0;
        queue.clear();
        if (told) {
            return;
        }
        told = true;
        try {
            Objects.requireNonNull(receiver).closed(why);
        } catch (RuntimeException thrown) {
            plane.broken(to, thrown);
        }
    }

    /** The receiver's end is told nothing any more; the sender's drains. */
    @Override
    void dispatcherEnded() {
        if (courier != null) {
            courier.abandon();
        }
        close();
    }

    /** The receiver's dispatcher has ended. */
    void receiverEnded() {
        told = true;
        end(Ending.CLOSED);
        plane.attend(this);
    }

    boolean receivesFor(String domain) {
        return to.equals(domain);
    }

    @Override
    boolean belongsTo(String domain) {
        return from.equals(domain);
    }

    @Override
    boolean isCut() {
        return false;
    }

    @Override
    boolean hasInput() {
        return !queue.isEmpty()
                || (courier != null && courier.isReady())
                || (state == State.DRAINING && !isWaitedFor())
                || (state == State.CLOSED && !rooms.isEmpty());
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
        return state == State.CLOSED && rooms.isEmpty();
    }

    @Override
    public String domain() {
        return from;
    }

    @Override
    public CoreId core() {
        return core;
    }

    @Override
    public Tier tier() {
        return Tier.LRPC;
    }

    @Override
    public Plane plane() {
        return Plane.DATA;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public long sent() {
        return sent;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public long stalls() {
        return stalls;
    }

    @Override
    public long rejected() {
        return rejected;
    }
}
