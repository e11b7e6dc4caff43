package multikernel.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import multikernel.base.ChannelReading;
import multikernel.base.Refusal;
import multikernel.codec.Codec;
import multikernel.link.ChannelName;
import multikernel.link.Farewell;
import multikernel.link.Frame;
import multikernel.link.LinkLimits;
import multikernel.link.NodeLink;
import multikernel.link.NodeName;
import multikernel.network.LinkRefused.Reason;
import multikernel.urpc.Channel.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * This node's links to others over TCP, and the channels on them. One thread makes it, takes its turns and uses all of
 * it; messages come inside {@link #turn} only. Who is no peer here is answered by its name and not talked to.
 */
public final class Peers implements AutoCloseable {

    /** Bytes that wait behind the socket: so much data may be before a control message, and no more. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(16 * 1024, 64 * 1024);

    /** Of the time after which an end says that it is alive. */
    private static final int TICKS = 8;

    /** Connections of which nobody has said hello yet; more are closed. */
    private static final int STRANGERS_MAX = 64;

    /** Who wants a channel. */
    public interface Opener<S, R> {

        Receiver<R> receiver();

        void opened(NetworkChannel<S, R> channel);

        /** There is none: {@code NO_TIER} while the peer is not there, else what the peer says. */
        void refused(Refusal why);
    }

    /** Who offers a service: told of each channel to it, returns who receives what comes. */
    @FunctionalInterface
    public interface Acceptor<S, R> {
        Receiver<R> connected(String peer, Reply<S> channel);
    }

    /** The accepted channel, once it is made: not yet inside {@link Acceptor#connected}. */
    @FunctionalInterface
    public interface Reply<S> {
        multikernel.urpc.Channel<S> channel();
    }

    private final NodeName self;
    private final LinkLimits limits;
    private final PeerWatcher watcher;
    private final @Nullable LinkTls tls;
    private final ManualIoEventLoop loop = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
    private final Map<String, PeerLink> links = new TreeMap<>();
    /** One number for each name that was ever fenced or forgotten here; no stranger adds to them. */
    private final Map<String, Long> fences = new HashMap<>();

    private final Map<String, Export<?, ?>> exports = new HashMap<>();
    private final Set<PeerConnection> strangers = new HashSet<>();
    private @Nullable Channel listener;
    private long connections;
    private long tickAt = System.nanoTime();

    private Peers(NodeName self, LinkLimits limits, @Nullable LinkTls tls, PeerWatcher watcher) {
        this.self = self;
        this.limits = limits;
        this.tls = tls;
        this.watcher = watcher;
    }

    /**
     * Listens.
     *
     * @param address port 0 for any free one
     * @param tls null on loopback only
     * @throws LinkRefused {@code NOT_OURS} without TLS off loopback, {@code FILES} if the port cannot be had
     */
    public static Peers listen(
            NodeName self, InetSocketAddress address, LinkLimits limits, @Nullable LinkTls tls, PeerWatcher watcher) {
        requireSecure(tls, address);
        var peers = new Peers(self, limits, tls, watcher);
        try {
            peers.bind(address);
            return peers;
        } catch (IOException refused) {
            peers.close();
            throw new LinkRefused(Reason.FILES, "links at " + address, refused);
        }
    }

    private void bind(InetSocketAddress address) throws IOException {
        var bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .childHandler(initializer(null, null))
                .bind(address);
        while (!bound.isDone()) {
            loop.runNow();
        }
        if (bound.cause() != null) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listener = bound.channel();
    }

    private ChannelInitializer<Channel> initializer(@Nullable PeerLink link, @Nullable InetSocketAddress dialled) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                connections++;
                var connection = new PeerConnection(Peers.this, connections, channel, tls != null, link);
                if (link == null && strangers.size() >= STRANGERS_MAX) {
                    var _ = channel.close();
                    return;
                }
                if (link == null) {
                    strangers.add(connection);
                }
                secure(channel, dialled);
                channel.pipeline().addLast(connection);
            }
        };
    }

    private void secure(Channel channel, @Nullable InetSocketAddress dialled) {
        if (tls != null) {
            channel.pipeline().addLast(tls.handler(channel.alloc(), dialled, limits.greetingNanos()));
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) Objects.requireNonNull(listener).localAddress();
    }

    /** From now on there is a link to this peer, whenever it is there; the lower of the two names dials. */
    public void connect(String peer, InetSocketAddress address) {
        requireSecure(tls, address);
        if (!links.containsKey(peer)) {
            var link = new NodeLink(self, peer, "", limits, now());
            link.fence(fences.getOrDefault(peer, 0L));
            links.put(peer, new PeerLink(this, link, address, watcher));
        }
    }

    private static void requireSecure(@Nullable LinkTls tls, InetSocketAddress address) {
        if (tls == null && !address.getAddress().isLoopbackAddress()) {
            throw new LinkRefused(
                    Reason.NOT_OURS, "multikernel.network.tls: " + address + " is not loopback, where links need it");
        }
    }

    /** Nothing that the peer says up to this incarnation is believed any more, whether it is connected or not. */
    public void fence(String peer, long incarnation) {
        fences.merge(peer, incarnation, Math::max);
        var link = links.get(peer);
        if (link != null) {
            link.fence(incarnation);
        }
    }

    /** Ends the link, and says goodbye. The incarnation that it was with does not come back, a later one may. */
    public void forget(String peer) {
        var link = links.remove(peer);
        if (link != null) {
            link.leave();
            fences.merge(peer, link.link().reading().fencedTo(), Math::max);
        }
    }

    public <S, R> void export(String service, Codec<S> sends, Codec<R> receives, Acceptor<S, R> acceptor) {
        exports.put(service, new Export<>(sends, receives, acceptor));
    }

    public <S, R> void open(String peer, ChannelName name, Codec<S> sends, Codec<R> receives, Opener<S, R> opener) {
        var link = links.get(peer);
        if (link == null) {
            opener.refused(Refusal.NO_TIER);
        } else {
            link.open(name, sends, receives, opener);
        }
    }

    /** Handles what has come, waits for more for so long at most, and sends what was said. */
    public void turn(long nanosMax) {
        if (nanosMax > 0) {
            loop.run(nanosMax);
        } else {
            loop.runNow();
        }
        if (now() - tickAt >= 0) {
            tickAt = now() + limits.aliveNanos() / TICKS;
            List.copyOf(links.values()).forEach(PeerLink::tick);
            List.copyOf(strangers).forEach(stranger -> stranger.closeIfLate(now(), limits.greetingNanos()));
        }
        List.copyOf(links.values()).forEach(PeerLink::flush);
    }

    /** Of every channel. */
    public List<ChannelReading> readings() {
        return links.values().stream().flatMap(link -> link.readings().stream()).toList();
    }

    long now() {
        return System.nanoTime();
    }

    LinkLimits limits() {
        return limits;
    }

    @Nullable
    Export<?, ?> export(String service) {
        return exports.get(service);
    }

    void dial(PeerLink link, InetSocketAddress address) {
        ChannelFuture dialled = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(limits.greetingNanos())))
                .remoteAddress(address)
                .handler(initializer(link, address))
                .connect();
        dialled.addListener(done -> {
            if (!done.isSuccess()) {
                link.notDialled();
            }
        });
    }

    /** A stranger has said who he is; null, and the connection is closed, if he is none of ours. */
    @Nullable
    PeerLink called(PeerConnection connection, Frame.Hello hello) {
        strangers.remove(connection);
        var link = links.get(hello.node());
        if (link == null) {
            connection.drop(Optional.of(Farewell.UNKNOWN));
        } else {
            link.called(connection, hello);
        }
        return link;
    }

    void closed(PeerConnection connection) {
        strangers.remove(connection);
    }

    /** Says goodbye and closes every socket; to end in peace, close the channels first and take turns. */
    @Override
    public void close() {
        List.copyOf(links.keySet()).forEach(this::forget);
        if (listener != null) {
            var _ = listener.close();
        }
        loop.runNow();
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }
}
