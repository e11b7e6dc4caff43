package multikernel.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.UnixChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.Optional;
import java.util.function.Consumer;
import multikernel.runtime.DispatcherContext;

/**
 * The sockets of a front-end, in the {@link SocketLoop} of its core. Belongs to the thread that makes it;
 * {@link #fence} is for others.
 */
public final class NettyPort {

    /** Connections that the system completes before we have accepted them. */
    private static final int BACKLOG = 1024;

    private static final int ATTEMPTS_MAX = 10;

    private final SocketLoop loop;
    private final Sockets sockets;
    private Optional<Channel> listener = Optional.empty();
    private boolean isClosed;

    private NettyPort(SocketLoop loop) {
        this.loop = loop;
        sockets = new Sockets(loop);
        loop.enter();
    }

    /** Of a dispatcher; its core looks at it from now on. */
    public static NettyPort on(DispatcherContext context) {
        return new NettyPort(SocketLoop.of(context));
    }

    /** Loads Netty's classes and its native library by running a port once. */
    public static void load() {
        new NettyPort(SocketLoop.alone()).close();
    }

    /**
     * Binds and listens; the address that it got is returned.
     *
     * @param isShared whether other ports of the same user may listen there too; the system then deals connections out
     * @param connected told of each connection, to which it adds its handlers
     */
    private InetSocketAddress listen(InetSocketAddress address, boolean isShared, Consumer<Channel> connected)
            throws IOException {
        var bootstrap = new ServerBootstrap()
                .group(loop.netty())
                .channel(loop.listening())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        sockets.add(channel);
                        connected.accept(channel);
                    }
                });
        if (isShared) {
            bootstrap.option(reusePort(), true);
        }
        var bound = bootstrap.bind(address);
        while (!bound.isDone()) {
            loop.poll();
        }
        var cause = bound.cause();
        if (cause != null) {
            throw new IOException(cause.getMessage(), cause);
        }
        sockets.add(bound.channel());
        listener = Optional.of(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
    }

    /**
     * Listens where other ports of the domain do; the system deals connections out.
     *
     * @param connected told of each connection, to which it adds its handlers
     */
    public InetSocketAddress listenShared(InetSocketAddress address, Consumer<Channel> connected) throws IOException {
        return listen(address, true, connected);
    }

    /**
     * Listens as the first of the domain's ports, where others may then listen too.
     *
     * @param address with port 0 for any free one
     * @param connected told of each connection, to which it adds its handlers
     * @throws IOException if another program has the port
     */
    public InetSocketAddress listenFirst(InetSocketAddress address, Consumer<Channel> connected) throws IOException {
        return whereverFree(address.getPort(), () -> listenShared(found(address), connected));
    }

    /** One way to listen. */
    interface Attempt {
        InetSocketAddress listen() throws IOException;
    }

    /** Another program may take the port that was found free before this one listens there: then any other will do. */
    static InetSocketAddress whereverFree(int wanted, Attempt attempt) throws IOException {
        for (var attempts = 1; ; attempts++) {
            try {
                return attempt.listen();
            } catch (IOException taken) {
                if (wanted != 0 || attempts == ATTEMPTS_MAX) {
                    throw taken;
                }
            }
        }
    }

    /** Listens alone for a moment, for a port that is shared would not tell that another program has it. */
    private InetSocketAddress found(InetSocketAddress address) throws IOException {
        var found = listen(address, false, channel -> {
            var _ = channel.close();
        });
        stopListening();
        return found;
    }

    private ChannelOption<Boolean> reusePort() {
        return loop.epoll().isPresent()
                ? UnixChannelOption.SO_REUSEPORT
                : NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
    }

    /** What has come, here and for the core's other ports, is handled now. */
    public void poll() {
        loop.poll();
    }

    /** What has come by then is still accepted and read. */
    public void stopListening() {
        poll();
        listener.ifPresent(Sockets::close);
        listener = Optional.empty();
        poll();
    }

    /**
     * Closes every socket, and with the core's last port Netty's own descriptors. Whoever calls from another thread
     * buries a core that has ended: {@link #fence} has taken the sockets from it.
     */
    public void close() {
        if (!isClosed && loop.isOwn()) {
            isClosed = true;
            sockets.close();
            loop.leave();
        }
    }

    /** Takes the sockets from a thread that stands still or has ended; any thread. */
    public void fence() {
        sockets.fence();
    }
}
