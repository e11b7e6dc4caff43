package multikernel.network;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sockets in one core's loop that end together. Belongs to the loop's thread; {@link #fence} is for others, and goes
 * through Netty's own thread-safe group.
 */
final class Sockets {

    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private final ChannelGroup all = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final SocketLoop loop;

    Sockets(SocketLoop loop) {
        this.loop = loop;
    }

    /** It leaves by itself when it is closed. */
    void add(Channel socket) {
        all.add(socket);
    }

    void close() {
        List.copyOf(all).forEach(Sockets::close);
    }

    /** What comes of it does not matter: it is open no more. */
    static void close(Channel channel) {
        var _ = channel.close();
    }

    /**
     * Takes the sockets from a thread that stands still or has ended. They are shut down, so that peers see the end and
     * the port can be bound again, but closed only when the thread has ended: until then it may use their numbers,
     * which the system would give to others.
     */
    void fence() {
        var fenced = List.copyOf(all);
        fenced.forEach(Sockets::shutdown);
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
        } catch (NotYetConnectedException early) {
            LOG.debug("{} has no peer yet that would see its end", channel);
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
