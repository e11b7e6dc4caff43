package multikernel.network;

import io.netty.channel.Channel;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Poller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a core's loop polls and sleeps in for the sockets of all its domains: one for each core, for a thread sleeps in
 * one selector only. Made by the first who has sockets there, ended by the last. Belongs to the core's thread;
 * {@link #wakeup} is for others and goes through Netty's own thread-safe queue.
 */
final class SocketLoop implements Poller {

    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);

    private final Thread owner = Thread.currentThread();
    private final ManualIoEventLoop loop;
    private Optional<EpollIoHandler> epoll = Optional.empty();
    private final Consumer<SocketLoop> detach;
    private final List<PeerRings> rings = new ArrayList<>();
    private int users;

    private SocketLoop(Consumer<SocketLoop> detach) {
        this.detach = detach;
        loop = Epoll.isAvailable()
                ? new ManualIoEventLoop(owner, executor -> {
                    var handler = (EpollIoHandler) EpollIoHandler.newFactory().newHandler(executor);
                    epoll = Optional.of(handler);
                    return handler;
                })
                : new ManualIoEventLoop(owner, NioIoHandler.newFactory());
    }

    /** The one of this core, which is attached to it. */
    static SocketLoop of(DispatcherContext context) {
        if (context.poller().orElse(null) instanceof SocketLoop shared) {
            return shared;
        }
        var first = new SocketLoop(context::detach);
        context.attach(first);
        return first;
    }

    /** One that no core looks at: whoever has it polls it. */
    static SocketLoop alone() {
        return new SocketLoop(nobody -> {});
    }

    void enter() {
        users++;
    }

    /** With the last of those who entered Netty's own descriptors are closed. */
    void leave() {
        users--;
        if (users == 0) {
            detach.accept(this);
            end();
        }
    }

    /** Whether the calling thread is the one that it belongs to. */
    boolean isOwn() {
        return Thread.currentThread() == owner;
    }

    Thread owner() {
        return owner;
    }

    ManualIoEventLoop netty() {
        return loop;
    }

    /** What listens in it. */
    Class<? extends ServerChannel> listening() {
        return epoll.isPresent() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** What dials in it. */
    Class<? extends Channel> dialling() {
        return epoll.isPresent() ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    Optional<EpollIoHandler> epoll() {
        return epoll;
    }

    /** What came through memory first, so that answers to it leave in the same turn. */
    @Override
    public int poll() {
        var handled = 0;
        for (var i = rings.size() - 1; i >= 0; i--) {
            handled += i < rings.size() ? rings.get(i).poll() : 0;
        }
        return handled + loop.runNow();
    }

    /** Netty takes 0 for ever. */
    @Override
    public void sleep(long nanosMax) {
        var isQuiet = true;
        for (var ring : rings) {
            isQuiet &= ring.sleeps();
        }
        if (isQuiet) {
            loop.run(Math.max(1, nanosMax));
        }
        rings.forEach(PeerRings::wakes);
        poll();
    }

    /** From now on looked at in every turn, and told of every sleep. */
    void add(PeerRings ring) {
        rings.add(ring);
    }

    void remove(PeerRings ring) {
        rings.remove(ring);
    }

    /** A task, since Netty's own wake-up has no effect on a sleep that is only about to begin. */
    @Override
    public void wakeup() {
        try {
            loop.execute(SocketLoop::nothing);
        } catch (RejectedExecutionException closed) {
            LOG.debug("a wake-up came after the end");
        }
    }

    private static void nothing() {}

    private void end() {
        var _ = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
        while (!loop.isTerminated()) {
            loop.runNow();
        }
    }
}
