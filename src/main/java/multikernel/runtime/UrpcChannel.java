package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.codec.Codec;
import multikernel.codec.LineSink;
import multikernel.codec.Outgoing;
import multikernel.urpc.Channel;
import multikernel.urpc.RingWriter;
import org.jspecify.annotations.Nullable;

/** The sender's end of a channel to another core of the node: a ring of its own, and a codec. */
final class UrpcChannel<M> extends ChannelEnd implements Channel<M>, LineSink {

    /** The line after which nothing comes; no fragment has this tag. */
    static final int CLOSE = 3 << 28;

    private final ChannelPlane plane;
    private final Link link;
    private final RingWriter writer;
    private final Outgoing<M> outgoing;
    private final Rooms rooms;
    private final @Nullable Courier<M> courier;
    private volatile State state = State.CONNECTED;
    private boolean saidClose;

    /** @param courier where messages may have capabilities */
    UrpcChannel(ChannelPlane plane, Link link, MemorySegment memory, Codec<M> shape, @Nullable Courier<M> courier) {
        this.plane = plane;
        this.link = link;
        writer = RingWriter.over(memory);
        this.courier = courier;
        outgoing = Outgoing.over(courier == null ? shape : shape.carrying(), this);
        rooms = new Rooms(writer.capacity());
        link.senderEnd(() -> plane.attend(this));
    }

    @Override
    public Sent trySend(M message) {
        if (state != State.CONNECTED || link.refusesMore() || isCut()) {
            plane.attend(this);
            return Sent.CLOSED;
        }
        if (courier != null && courier.isEmpty() && courier.take(message, () -> plane.attend(this))) {
            link.accepted();
            return Sent.ACCEPTED;
        }
        if (isWaitedFor() || !outgoing.offer(message)) {
            link.stalled();
            return Sent.BUSY;
        }
        link.accepted();
        if (outgoing.isMidway()) {
            plane.attend(this);
        }
        return Sent.ACCEPTED;
    }

    @Override
    public Sent trySend(M message, Runnable room) {
        var sent = trySend(message);
        if (sent == Sent.BUSY) {
            rooms.add(room);
            plane.attend(this);
        }
        return sent;
    }

    @Override
    public void close() {
        if (state == State.CONNECTED) {
            state = State.DRAINING;
            plane.attend(this);
        }
    }

    @Override
    public long claim() {
        return writer.claim();
    }

    @Override
    public void publish(int tag) {
        writer.publish(tag);
        plane.wrote(link);
    }

    @Override
    public MemorySegment memory() {
        return writer.memory();
    }

    @Override
    boolean poll() {
        if (state != State.CLOSED && (isCut() || link.over() != null)) {
            end();
            return true;
        }
        if (link.refusesMore()) {
            close();
        }
        var before = writer.sent();
        if (state != State.CLOSED && (!outgoing.isMidway() || outgoing.resume()) && isDelivered()) {
            sayClose();
        }
        var told = rooms.tell(state == State.CONNECTED ? this::hasRoom : ALWAYS);
        return told || writer.sent() != before;
    }

    /** A message's capabilities are on their way, and it goes before all others. */
    private boolean isWaitedFor() {
        return courier != null && !courier.isEmpty();
    }

    /** Whether no message waits any more for what it carries. */
    private boolean isDelivered() {
        if (courier != null && courier.isReady() && outgoing.offer(courier.message())) {
            courier.delivered();
        }
        return !isWaitedFor();
    }

    private void sayClose() {
        if (state == State.DRAINING && !saidClose && claim() >= 0) {
            publish(CLOSE);
            saidClose = true;
        }
    }

    private boolean hasRoom() {
        return state != State.CONNECTED || (!outgoing.isMidway() && !isWaitedFor() && writer.hasRoom());
    }

    private void end() {
        state = State.CLOSED;
        var rest = link.rejectRest();
        if (isCut()) {
            plane.lost(link, rest);
        }
    }

    @Override
    boolean isCut() {
        return link.to().isClosed() || link.from().isFenced();
    }

    @Override
    boolean hasInput() {
        return false;
    }

    @Override
    boolean waits() {
        return !isOver() && (isRoomAwaited() || outgoing.isMidway() || (state == State.DRAINING && !saidClose));
    }

    /** Nobody needs to look while capabilities are on their way: their arrival is told. */
    private boolean isRoomAwaited() {
        return courier != null && !courier.isEmpty() ? courier.isReady() : !rooms.isEmpty();
    }

    @Override
    boolean mayRest() {
        return !waits();
    }

    @Override
    boolean isOver() {
        return state == State.CLOSED && rooms.isEmpty();
    }

    @Override
    void dispatcherEnded() {
        if (courier != null) {
            courier.abandon();
        }
        close();
    }

    @Override
    boolean belongsTo(String domain) {
        return link.domain().equals(domain);
    }

    @Override
    public Tier tier() {
        return Tier.URPC;
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
        return writer.capacity();
    }

    @Override
    public int depth() {
        return writer.depth();
    }

    @Override
    public long sent() {
        return link.sent();
    }

    @Override
    public long received() {
        return link.receivedCount();
    }

    @Override
    public long stalls() {
        return link.stalls();
    }

    @Override
    public long rejected() {
        return link.rejected();
    }
}
