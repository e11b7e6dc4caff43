package multikernel.network;

import java.lang.foreign.MemorySegment;
import multikernel.base.ChannelReading;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.link.LinkChannel;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Messages to a peer node over the link to it, in one incarnation of each: it never connects again, the next
 * incarnation gets a channel of its own. One thread, its {@link Peers}'s.
 *
 * @param <S> what goes
 * @param <R> what comes
 */
public final class NetworkChannel<S, R> implements Channel<S> {

    private final LinkChannel link;
    private final PeerLink peer;
    private final Codec<S> sends;
    private final Codec<R> receives;
    private final Receiver<R> receiver;
    private @Nullable Runnable room;
    private @Nullable Ending ending;
    private boolean isBroken;

    NetworkChannel(LinkChannel link, PeerLink peer, Codec<S> sends, Codec<R> receives, Receiver<R> receiver) {
        this.link = link;
        this.peer = peer;
        this.sends = sends.another();
        this.receives = receives.another();
        this.receiver = receiver;
    }

    @Override
    public Tier tier() {
        return Tier.NETWORK;
    }

    @Override
    public Plane plane() {
        return link.plane();
    }

    @Override
    public State state() {
        return ending != null ? State.CLOSED : link.state();
    }

    /**
     * Whether the message is the channel's now.
     *
     * @throws multikernel.codec.Unsendable it is not, and nothing was sent
     * @throws multikernel.link.TooLong the same: encoded it is beyond the limit of the link
     */
    @Override
    public Sent trySend(S message) {
        if (ending != null) {
            return Sent.CLOSED;
        }
        var bytes = new byte[sends.bytesOf(message)];
        sends.encode(message, MemorySegment.ofArray(bytes), 0);
        var sent = link.send(bytes);
        peer.flushSoon();
        return sent;
    }

    @Override
    public Sent trySend(S message, Runnable whenRoom) {
        var sent = trySend(message);
        if (sent == Sent.BUSY) {
            room = whenRoom;
            link.awaitRoom();
        }
        return sent;
    }

    void room() {
        var waiting = room;
        room = null;
        if (waiting != null) {
            waiting.run();
        }
    }

    /** Room is given back once the receiver has returned; one that throws, or bytes that are no message, end it. */
    void received(byte[] bytes) {
        if (isBroken) {
            return;
        }
        try {
            receiver.received(receives.decode(MemorySegment.ofArray(bytes), 0, bytes.length));
            link.handle(1);
        } catch (BadMessage | RuntimeException bad) {
            PeerLink.LOG.warn("{}: the receiver of {} can go on no more", peer, link, bad);
            isBroken = true;
            link.close();
            closed(Ending.BROKEN);
        }
    }

    void paused() {
        if (ending == null) {
            receiver.paused();
        }
    }

    void closed(Ending why) {
        if (ending == null) {
            ending = why;
            room();
            receiver.closed(why);
        }
    }

    /** The last so many of what was sent: once the channel has ended, the peer may have seen some of them or none. */
    public long inDoubt() {
        return link.depth();
    }

    @Override
    public void close() {
        link.close();
        peer.flushSoon();
    }

    /** Messages that may be under way or wait for their receiver. */
    @Override
    public int capacity() {
        return link.capacity();
    }

    /** Messages of which the peer's node has not said that it has them. */
    @Override
    public int depth() {
        return (int) Math.min(link.capacity(), link.depth());
    }

    @Override
    public long sent() {
        return link.sent();
    }

    /** Messages that came. */
    @Override
    public long received() {
        return link.received();
    }

    @Override
    public long stalls() {
        return link.stalls();
    }

    @Override
    public long rejected() {
        return ending == null || ending == Ending.CLOSED ? 0 : inDoubt();
    }

    /** The core that has this end, and the other's, whatever their nodes call them. */
    public ChannelReading reading() {
        return new ChannelReading(
                link.local(),
                link.remote(),
                tier(),
                plane(),
                capacity(),
                depth(),
                sent(),
                received(),
                stalls(),
                rejected());
    }
}
