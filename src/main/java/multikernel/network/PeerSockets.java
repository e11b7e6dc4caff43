package multikernel.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Listens and dials for a node's links, and has the connections of which nobody knows yet whose they are. */
final class PeerSockets {

    /** Bytes that wait behind the socket: so much data may be before a control message, and no more. */
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(16 * 1024, 64 * 1024);

    /** Connections of which nobody has said hello yet; more are closed. */
    private static final int STRANGERS_MAX = 64;

    private final Peers peers;
    private final @Nullable LinkTls tls;
    private final Sockets sockets;
    private final Set<PeerConnection> strangers = new HashSet<>();
    private @Nullable Channel listener;
    private long connections;

    PeerSockets(Peers peers, @Nullable LinkTls tls) {
        this.peers = peers;
        this.tls = tls;
        sockets = new Sockets(peers.loop());
    }

    void bind(InetSocketAddress address) throws IOException {
        var bound = new ServerBootstrap()
                .group(peers.loop().netty())
                .channel(peers.loop().listening())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .childHandler(initializer(null, null))
                .bind(address);
        while (!bound.isDone()) {
            peers.loop().poll();
        }
        if (bound.cause() != null) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        listener = bound.channel();
        sockets.add(bound.channel());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) Objects.requireNonNull(listener).localAddress();
    }

    private ChannelInitializer<Channel> initializer(@Nullable PeerLink link, @Nullable InetSocketAddress dialled) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                sockets.add(channel);
                connections++;
                var connection = new PeerConnection(peers, connections, channel, tls != null, link);
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
            channel.pipeline()
                    .addLast(
                            tls.handler(channel.alloc(), dialled, peers.limits().greetingNanos()));
        }
    }

    void dial(PeerLink link, InetSocketAddress address) {
        var dialled = new Bootstrap()
                .group(peers.loop().netty())
                .channel(peers.loop().dialling())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(peers.limits().greetingNanos())))
                .remoteAddress(address)
                .handler(initializer(link, address))
                .connect();
        dialled.addListener(done -> {
            if (!done.isSuccess()) {
                link.notDialled();
            }
        });
    }

    /** Who it is has been said, or it is closed. */
    void known(PeerConnection connection) {
        strangers.remove(connection);
    }

    void tick() {
        List.copyOf(strangers)
                .forEach(stranger ->
                        stranger.closeIfLate(peers.now(), peers.limits().greetingNanos()));
    }

    void close() {
        if (listener != null) {
            var _ = listener.close();
        }
        peers.loop().poll();
        sockets.close();
    }

    /** Takes the sockets from a thread that stands still or has ended; any thread. */
    void fence() {
        sockets.fence();
    }
}
