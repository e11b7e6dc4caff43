package multikernel.runtime;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.codec.Codec;
import multikernel.link.TooLong;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The sender's end of a channel to a core of another node: what is sent in one turn goes to the gateway together. What
 * {@link Gateway.Sender} says comes on the gateway's thread, everything else is of this core's.
 */
final class FarChannel<M> extends ChannelEnd implements Channel<M>, Gateway.Sender {

    private final ChannelPlane plane;
    private final Incarnation self;
    private final GatewayAt gateway;
    private final String domain;
    private final String node;
    private final CoreId to;
    private final Codec<M> codec;
    private final Rooms rooms;
    private final CompletableFuture<Channel<M>> answer = new CompletableFuture<>();
    private List<byte[]> outgoing = new ArrayList<>();
    private Gateway.@Nullable Carriage carriage;
    /** The same, of the gateway's thread. */
    private Gateway.@Nullable Carriage throughGateway;

    private volatile State state = State.CONNECTING;
    private volatile Tier tier = Tier.NETWORK;
    private boolean saidClose;
    private boolean isDispatcherOver;
    private long sent;
    private long taken;
    private long stalls;
    private long rejected;

    /** @param domain the sender's */
    FarChannel(
            ChannelPlane plane,
            Incarnation self,
            GatewayAt gateway,
            String domain,
            String node,
            CoreId to,
            Codec<M> shape) {
        this.plane = plane;
        this.self = self;
        this.gateway = gateway;
        this.domain = domain;
        this.node = node;
        this.to = to;
        codec = shape.another();
        rooms = new Rooms(gateway.limits().window());
    }

    CompletionStage<Channel<M>> answer() {
        return answer;
    }

    String node() {
        return node;
    }

    @Override
    public void opened(Gateway.Carriage carried) {
        var by = carried.tier();
        throughGateway = carried;
        gateway.carried().add(self, carried, carried::close);
        self.inbox().attend(() -> {
            if (self.isClosed()) {
                gateway.post(carried::end);
                return;
            }
            tier = by;
            carriage = carried;
            if (state == State.CONNECTING) {
                state = State.CONNECTED;
                self.interconnect().open().add(self.id(), to, node, this);
                answer.complete(this);
            }
            plane.attend(this);
        });
    }

    @Override
    public void refused(Refusal why, String detail) {
        self.inbox().attend(() -> {
            end(0);
            answer.completeExceptionally(new ChannelRefused(why, detail));
        });
    }

    @Override
    public void taken(int messages) {
        self.inbox().attend(() -> {
            taken += messages;
            plane.attend(this);
        });
    }

    @Override
    public void closed(Ending why, long inDoubt) {
        if (throughGateway != null) {
            gateway.carried().over(throughGateway);
        }
        self.inbox().attend(() -> end(sent - taken + (isOrderly(why) ? 0 : inDoubt)));
    }

    private static boolean isOrderly(Ending why) {
        return why == Ending.CLOSED || why == Ending.DISPATCHER_ENDED;
    }

    private void end(long lost) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            rejected += lost;
            outgoing = new ArrayList<>();
            plane.attend(this);
        }
    }

    @Override
    public Sent trySend(M message) {
        if (state != State.CONNECTED || isCut()) {
            plane.attend(this);
            return Sent.CLOSED;
        }
        if (depth() >= capacity()) {
            stalls++;
            return Sent.BUSY;
        }
        outgoing.add(encoded(message));
        sent++;
        plane.attend(this);
        return Sent.ACCEPTED;
    }

    private byte[] encoded(M message) {
        var count = codec.bytesOf(message);
        if (count > gateway.limits().messageBytesMax()) {
            throw new TooLong(count, gateway.limits().messageBytesMax());
        }
        var bytes = new byte[count];
        codec.encode(message, MemorySegment.ofArray(bytes), 0);
        return bytes;
    }

    @Override
    public Sent trySend(M message, Runnable room) {
        var answered = trySend(message);
        if (answered == Sent.BUSY) {
            rooms.add(room);
        }
        return answered;
    }

    @Override
    public void close() {
        if (state == State.CONNECTED || state == State.CONNECTING) {
            state = State.DRAINING;
            plane.attend(this);
        }
    }

    @Override
    boolean poll() {
        if (state != State.CLOSED && isCut()) {
            end(sent - taken);
            answer.completeExceptionally(new ChannelRefused(Refusal.NO_TIER, "the gateway has ended"));
        }
        var by = carriage;
        var worked = false;
        if (by != null && !outgoing.isEmpty()) {
            var batch = outgoing;
            outgoing = new ArrayList<>();
            gateway.post(() -> by.send(batch));
            worked = true;
        }
        if (by != null && state == State.DRAINING && !saidClose) {
            saidClose = true;
            gateway.post(isDispatcherOver ? by::end : by::close);
        }
        return rooms.tell(() -> state != State.CONNECTED || depth() < capacity()) || worked;
    }

    @Override
    boolean hasInput() {
        return carriage != null && (!outgoing.isEmpty() || (state == State.DRAINING && !saidClose));
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
    void dispatcherEnded() {
        isDispatcherOver = true;
        close();
        answer.completeExceptionally(new ChannelRefused(Refusal.STOPPING, domain + " has ended"));
    }

    @Override
    void coreEnded() {
        var by = carriage;
        if (by != null && !saidClose) {
            gateway.post(by::end);
        }
        end(sent - taken);
    }

    @Override
    boolean belongsTo(String owner) {
        return domain.equals(owner);
    }

    @Override
    boolean isCut() {
        return gateway.core().isClosed();
    }

    /** On which it was opened. */
    @Override
    public Tier tier() {
        return tier;
    }

    @Override
    public Plane plane() {
        return Plane.DATA;
    }

    @Override
    public State state() {
        return state;
    }

    /** Messages that may wait for the link. */
    @Override
    public int capacity() {
        return gateway.limits().window();
    }

    /** Messages that the link has not taken yet. */
    @Override
    public int depth() {
        return (int) (sent - taken);
    }

    @Override
    public long sent() {
        return sent;
    }

    /** Messages that the link has taken: they arrive unless the session ends. */
    @Override
    public long received() {
        return taken;
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
