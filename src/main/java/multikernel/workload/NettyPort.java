package multikernel.workload;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import multikernel.runtime.DispatcherContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of a front-end, in the {@link SocketLoop} of its core. Belongs to the thread that makes it;
 * {@link #fence} is for others, and goes through Netty's own thread-safe group.
 */
public final class NettyPort {

    private static final Logger LOG = LoggerFactory.getLogger(NettyPort.class);

    /** Connections that the system completes before we have accepted them. */
    private static final int BACKLOG = 1024;

    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final SocketLoop loop;
    private final Consumer<SocketLoop> detach;
    private Optional<Channel> listener = Optional.empty();
    private boolean isClosed;

    private NettyPort(SocketLoop loop, Consumer<SocketLoop> detach) {
        this.loop = loop;
        this.detach = detach;
        loop.enter();
    }

    /** Of a dispatcher; its core looks at it from now on. */
    public static NettyPort on(DispatcherContext context) {
        return new NettyPort(SocketLoop.of(context), context::detach);
    }

    /** Loads Netty's classes and its native library by running a port once. */
    public static void load() {
        new NettyPort(new SocketLoop(), alone -> {}).close();
    }

    /**
     * Binds and listens; the address that it got is returned.
     *
     * @param isShared whether other ports of the same user may listen there too; the system then deals connections out
     * @param connected told of each connection, to which it adds its handlers
     */
    public InetSocketAddress listen(InetSocketAddress address, boolean isShared, Consumer<Channel> connected)
            throws IOException {
        var bootstrap = new ServerBootstrap()
                .group(loop.netty())
                .channel(loop.epoll().isPresent() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
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
        channels.add(bound.channel());
        listener = Optional.of(bound.channel());
        return (InetSocketAddress) bound.channel().localAddress();
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

    public void stopListening() {
        listener.ifPresent(NettyPort::close);
        listener = Optional.empty();
    }

    /** What comes of it does not matter: it is open no more. */
    private static void close(Channel channel) {
        var _ = channel.close();
    }

    /**
     * Closes every socket, and with the core's last port Netty's own descriptors. Whoever calls from another thread
     * buries a core that has ended: {@link #fence} has taken the sockets from it.
     */
    public void close() {
        if (isClosed || Thread.currentThread() != loop.owner()) {
            return;
        }
        isClosed = true;
        List.copyOf(channels).forEach(NettyPort::close);
        if (loop.leave()) {
            detach.accept(loop);
            loop.end();
        }
    }

    /**
     * Takes the sockets from a thread that stands still or has ended. They are shut down, so that peers see the end and
     * the port can be bound again, but closed only when the thread has ended: until then it may use their numbers,
     * which the system would give to others.
     */
    public void fence() {
        var fenced = List.copyOf(channels);
        fenced.forEach(NettyPort::shutdown);
        Thread.ofVirtual().name("fenced-sockets").start(() -> closeAfterOwner(fenced));
    }

    private static void shutdown(Channel channel) {
        try {
            if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
                socket.shutdown(true, true);
            } else {
                close(channel);
            }
        } catch (IOException gone) {
            LOG.debug("{} was closed already: {}", channel, gone.toString());
        }
    }

    private void closeAfterOwner(List<Channel> fenced) {
        try {
            loop.owner().join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
        }
        for (var channel : fenced) {
            try {
                if (channel instanceof UnixChannel unix) {
                    unix.fd().close();
                }
            } catch (IOException gone) {
                LOG.debug("{} was closed already: {}", channel, gone.toString());
            }
        }
        loop.epoll().ifPresent(EpollIoHandler::closeFileDescriptors);
    }
}
