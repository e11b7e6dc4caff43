package multikernel.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.util.Optional;
import multikernel.base.Tier;
import multikernel.link.BadFrame;
import multikernel.link.Farewell;
import multikernel.link.Frame;
import multikernel.link.FrameReader;
import multikernel.link.Frames;
import multikernel.link.NodeLink;
import multikernel.urpc.BrokenRing;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection to a peer, or to somebody who has not said yet who he is. Between nodes of one machine its frames
 * go through rings once both have said hello, see {@link PeerMove}.
 */
final class PeerConnection extends ChannelInboundHandlerAdapter implements PeerRings.Owner {

    /** Bytes of one write: as many frames as are there and fit; one that is longer goes alone. */
    private static final int BATCH_BYTES = 64 * 1024;

    final long number;
    private final Peers peers;
    private final Channel channel;
    private final FrameReader reader;
    private final FrameReader ringReader;
    private final boolean isEncrypted;
    private final long madeAt;
    private final PeerMove move;
    private @Nullable PeerLink link;
    private boolean isReady;
    private boolean isDropped;

    /** @param link who dialled; null for who was called */
    PeerConnection(Peers peers, long number, Channel channel, boolean isEncrypted, @Nullable PeerLink link) {
        this.peers = peers;
        this.number = number;
        this.channel = channel;
        this.isEncrypted = isEncrypted;
        this.link = link;
        this.madeAt = peers.now();
        this.reader = new FrameReader(peers.limits().messageBytesMax());
        this.ringReader = FrameReader.afterHello(peers.limits().messageBytesMax());
        this.move = new PeerMove(peers.locality(), this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!isEncrypted) {
            ready();
        }
    }

    /** Nothing is said before both ends have shown their certificates. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (done.isSuccess()) {
                ready();
            } else {
                PeerLink.LOG.warn(
                        "{}: no secure connection: {}",
                        channel.remoteAddress(),
                        done.cause().toString());
            }
        }
    }

    private void ready() {
        isReady = true;
        if (link != null) {
            link.dialled(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            for (var part : bytes.nioBuffers()) {
                read(part, reader);
            }
        } finally {
            bytes.release();
        }
    }

    @Override
    public void came(ByteBuffer part) {
        read(part, ringReader);
    }

    private void read(ByteBuffer part, FrameReader from) {
        try {
            for (var frame = from.next(part); frame != null && !isDropped; frame = from.next(part)) {
                read(frame);
            }
        } catch (BadFrame bad) {
            garbled(String.valueOf(bad.getMessage()));
        } catch (RuntimeException thrown) {
            broke(thrown);
        }
    }

    private void read(Frame frame) throws BadFrame {
        if (frame instanceof Frame.Bye) {
            move.drain();
        }
        if (frame instanceof Frame.Hello hello) {
            greeted(hello);
        } else if (link == null) {
            drop(Optional.of(Farewell.BROKEN));
        } else if (frame instanceof Frame.OfConnection word) {
            move.heard(word);
            link.saySoon();
        } else {
            link.received(this, frame);
        }
    }

    private void greeted(Frame.Hello hello) {
        move.heard(hello);
        if (link == null) {
            link = peers.called(this, hello);
        } else {
            link.received(this, hello);
        }
        if (!isDropped) {
            move.ask();
        }
    }

    private void garbled(String what) {
        if (link == null) {
            drop(Optional.of(Farewell.BROKEN));
        } else {
            link.garbled(this, what);
        }
    }

    @Override
    public void broken(BrokenRing why) {
        garbled(String.valueOf(why.getMessage()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        settled();
    }

    @Override
    public void settled() {
        if (link != null) {
            link.settled();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (link != null) {
            link.saySoon();
        }
    }

    /** Control goes first into each batch, and no more is handed to the socket, or the ring, than it takes soon. */
    void flush(NodeLink from, long nowNanos) {
        while (mayWrite() && from.hasNext()) {
            var batch = channel.alloc().buffer(BATCH_BYTES);
            var isRing = move.isRing();
            while (from.hasNext() && batch.readableBytes() < BATCH_BYTES && move.maySay() && move.isRing() == isRing) {
                var frame = from.next(nowNanos);
                if (frame != null) {
                    put(frame, batch);
                    move.said(frame);
                }
            }
            if (isRing) {
                move.put(batch);
            } else {
                var _ = channel.writeAndFlush(batch);
                move.ask();
            }
        }
    }

    private boolean mayWrite() {
        return channel.isActive() && move.maySay() && (move.isRing() || channel.isWritable());
    }

    /** About the connection itself, on it. */
    void say(Frame.OfConnection word) {
        var bytes = channel.alloc().buffer();
        put(word, bytes);
        var _ = channel.writeAndFlush(bytes);
    }

    @Override
    public void rouse() {
        say(new Frame.Bell());
    }

    private static void put(Frame frame, ByteBuf to) {
        var count = Frames.bytes(frame);
        to.ensureWritable(count);
        Frames.put(frame, to.nioBuffer(to.writerIndex(), count));
        to.writerIndex(to.writerIndex() + count);
    }

    SocketLoop loop() {
        return peers.loop();
    }

    Tier tier() {
        return move.isRing() ? Tier.SHARED_MEMORY : Tier.NETWORK;
    }

    /** Who has been called by somebody that does not say who he is. */
    void closeIfLate(long nowNanos, long nanosMax) {
        if (nowNanos - madeAt >= nanosMax) {
            drop(Optional.empty());
        }
    }

    void drop(Optional<Farewell> farewell) {
        isDropped = true;
        move.end();
        if (farewell.isPresent() && channel.isActive()) {
            var last = channel.alloc().buffer();
            put(new Frame.Bye(farewell.get()), last);
            var _ = channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        } else {
            var _ = channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        move.drain();
        move.end();
        peers.sockets().known(this);
        if (link != null && isReady) {
            link.lost(this);
        } else if (link != null) {
            link.notDialled();
        }
    }

    @Override
    public String toString() {
        return link == null ? String.valueOf(channel.remoteAddress()) : link.toString();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broke(cause);
    }

    /** Whatever Netty, TLS or the system has against it ends this connection alone. */
    private void broke(Throwable cause) {
        PeerLink.LOG.debug("{} broke", channel, cause);
        var _ = channel.close();
    }
}
