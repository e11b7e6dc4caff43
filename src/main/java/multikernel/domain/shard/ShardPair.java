package multikernel.domain.shard;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.runtime.Inlet;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardMessage.Hello;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.Sent;
import multikernel.urpc.Channel.State;
import org.jspecify.annotations.Nullable;

/** Both ways between this host and whoever is on one core of another node; either is nothing without the other. */
final class ShardPair {

    /** Messages that wait for room; more are lost, and said again by who needs them. */
    private static final int WAITING_MAX = 4096;

    /** Ticks that are left out before it is tried again with whom nothing came of it: none, 1, and twice as many. */
    private static final int PAUSE_TICKS_MAX = 8;

    /** Hears one that is not listened to. */
    static final class Deaf implements Channel.Receiver<ShardMessage> {

        @Override
        public void received(ShardMessage message) {}

        @Override
        public void closed(Ending why) {}
    }

    private final ShardHost self;
    private final String node;
    private final CoreId core;
    private final long shape;
    private final ShardChannels.Host host;
    private final Consumer<ShardPair> connect;
    private final ArrayDeque<ShardMessage> waiting = new ArrayDeque<>();
    private @Nullable Channel<ShardMessage> outgoing;
    private @Nullable Ear incoming;
    private @Nullable ShardHost met;
    private boolean isConnecting;
    private boolean isClosed;
    private int pauseTicks;
    private int nextPauseTicks;

    /** @param connect asks for a channel that way; told when the other one is there, or may be there again */
    ShardPair(
            ShardHost self,
            String node,
            CoreId core,
            long shape,
            ShardChannels.Host host,
            Consumer<ShardPair> connect) {
        this.connect = connect;
        this.self = self;
        this.shape = shape;
        this.node = node;
        this.core = core;
        this.host = host;
    }

    String node() {
        return node;
    }

    CoreId core() {
        return core;
    }

    /** Told at each tick: whether nothing goes there, nobody is asked for a channel, and it is time to. */
    boolean isToConnect() {
        if (outgoing != null && outgoing.state() != State.CONNECTED) {
            part();
        }
        if (pauseTicks > 0) {
            pauseTicks--;
            return false;
        }
        return mayConnect();
    }

    private boolean mayConnect() {
        return outgoing == null && !isConnecting && !isClosed && pauseTicks == 0;
    }

    private void connect() {
        if (mayConnect()) {
            connect.accept(this);
        }
    }

    void connecting() {
        isConnecting = true;
    }

    /** @param channel null if there is none */
    void connected(@Nullable Channel<ShardMessage> channel) {
        isConnecting = false;
        if (channel == null) {
            pause();
            return;
        }
        if (isClosed || channel.trySend(Hello.of(self, shape)) != Sent.ACCEPTED) {
            channel.close();
            return;
        }
        outgoing = channel;
        meet();
    }

    /** A later one takes the place of the one before. */
    Channel.Receiver<ShardMessage> accepted(Inlet inlet) {
        if (incoming != null) {
            part();
        }
        var ear = new Ear(inlet);
        incoming = ear;
        connect();
        return ear;
    }

    private void meet() {
        if (met == null && outgoing != null && incoming != null && incoming.speaker != null) {
            var peer = incoming.speaker;
            met = peer;
            nextPauseTicks = 0;
            host.met(peer);
        }
    }

    boolean send(ShardHost to, ShardMessage message) {
        var out = outgoing;
        if (out == null || !to.equals(met)) {
            return false;
        }
        if (waiting.isEmpty()) {
            var sent = out.trySend(message, this::pour);
            if (sent != Sent.BUSY) {
                return sent == Sent.ACCEPTED;
            }
        }
        return waiting.size() < WAITING_MAX && waiting.add(message);
    }

    private void pour() {
        var out = outgoing;
        while (out != null && !waiting.isEmpty() && out.trySend(waiting.element(), this::pour) == Sent.ACCEPTED) {
            waiting.remove();
        }
    }

    /** Both ways end; whoever is there still connects again. */
    private void part() {
        var peer = met;
        met = null;
        waiting.clear();
        if (outgoing != null) {
            outgoing.close();
            outgoing = null;
        }
        if (incoming != null) {
            incoming.inlet.close();
            incoming = null;
        }
        if (peer != null) {
            host.parted(peer);
        } else {
            pause();
        }
    }

    private void pause() {
        pauseTicks = nextPauseTicks;
        nextPauseTicks = Math.clamp(2L * nextPauseTicks, 1, PAUSE_TICKS_MAX);
    }

    void close() {
        isClosed = true;
        part();
    }

    /** What comes from there. */
    private final class Ear implements Channel.Receiver<ShardMessage> {

        private final Inlet inlet;
        private @Nullable ShardHost speaker;

        Ear(Inlet inlet) {
            this.inlet = inlet;
        }

        @Override
        public void received(ShardMessage message) {
            if (incoming != this) {
                return;
            }
            if (message instanceof Hello hello) {
                speaker = speaker(hello);
                if (hello.shape() != shape) {
                    host.unlike(speaker);
                    nextPauseTicks = Math.max(1, nextPauseTicks);
                    part();
                    return;
                }
            }
            try {
                hear(message);
            } catch (RuntimeException thrown) {
                host.failed(thrown);
                throw thrown;
            }
        }

        /** What comes before both know each other is lost, as before the channel. */
        private void hear(ShardMessage message) {
            if (message instanceof Hello) {
                meet();
            } else if (met != null) {
                host.heard(met, message);
            }
        }

        private ShardHost speaker(Hello hello) {
            var said = hello.host();
            if (speaker != null || !said.node().equals(node) || !said.core().equals(core)) {
                throw new IllegalStateException(inlet.node() + " " + inlet.core() + " says that it is " + said);
            }
            return said;
        }

        @Override
        public void closed(Ending why) {
            if (incoming == this) {
                part();
            }
            if (why == Ending.DISPATCHER_ENDED && speaker != null) {
                host.ended(speaker);
            }
            connect();
        }
    }
}
