package multikernel.network;

import java.nio.file.Path;
import multikernel.codec.Codec;
import multikernel.settings.NetworkSettings;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Ending;
import org.jspecify.annotations.Nullable;

/**
 * A program's end of a link, and the channels over it, one for each incarnation of the other end. One thread calls
 * {@link #turn} in its loop, and only there messages come.
 *
 * @param <S> what goes
 * @param <R> what comes
 */
public final class SharedMemoryTier<S, R> implements AutoCloseable {

    /** Who wants the channels. */
    @FunctionalInterface
    public interface Owner<S, R> {

        /** The other end is there, in a later incarnation than ever before; returns who receives what it sends. */
        Channel.Receiver<R> connected(SharedMemoryChannel<S, R> channel, long peer);
    }

    private final Link link;
    private final Codec<S> sends;
    private final Codec<R> receives;
    private final Owner<S, R> owner;
    private @Nullable SharedMemoryChannel<S, R> channel;

    private SharedMemoryTier(Link link, Codec<S> sends, Codec<R> receives, Owner<S, R> owner) {
        this.link = link;
        this.sends = sends;
        this.receives = receives;
        this.owner = owner;
    }

    /** Where the links of a node lie, by its settings. */
    public static Path base(NetworkSettings.SharedMemory settings, Path data) {
        return LinkPlace.base(settings.directory(), data);
    }

    /**
     * @param base as {@link Link#open} takes it
     * @param capacity lines of the ring into this end
     * @throws LinkRefused this end cannot be had
     */
    public static <S, R> SharedMemoryTier<S, R> open(
            Path base, LinkName name, int capacity, Codec<S> sends, Codec<R> receives, Owner<S, R> owner) {
        var shape = new LinkShape(sends.fingerprint(), receives.fingerprint(), capacity);
        return new SharedMemoryTier<>(Link.open(base, name, shape), sends, receives, owner);
    }

    /**
     * Looks at the other end, receives at most so many lines, and goes on with what waits for room.
     *
     * @return lines received
     * @throws LinkRefused the other end cannot be talked to; this end may stay and try again
     */
    public int turn(long nanoTime, int linesMax) {
        var lines = channel == null ? 0 : channel.turn(linesMax);
        link.tend(nanoTime).forEach(this::on);
        if (channel != null && channel.broken() != null) {
            link.fence(Ending.BROKEN).forEach(this::on);
        }
        return lines;
    }

    private void on(LinkEvent event) {
        switch (event) {
            case LinkEvent.Connected connected -> {
                var made = new SharedMemoryChannel<>(link, connected.session(), sends, receives);
                channel = made;
                made.receive(owner.connected(made, connected.session().peer()));
            }
            case LinkEvent.Ended ended -> {
                if (channel != null) {
                    channel.ended(ended);
                }
                channel = null;
            }
        }
    }

    /** Null between two incarnations of the other end. */
    public @Nullable SharedMemoryChannel<S, R> channel() {
        return channel;
    }

    public long incarnation() {
        return link.incarnation();
    }

    /** At once, with all files; to close in peace, close the channel first and take turns until there is none. */
    @Override
    public void close() {
        var last = channel;
        channel = null;
        if (last != null) {
            link.fence(Ending.CLOSED).stream()
                    .filter(LinkEvent.Ended.class::isInstance)
                    .map(LinkEvent.Ended.class::cast)
                    .forEach(last::ended);
        }
        link.close();
    }
}
