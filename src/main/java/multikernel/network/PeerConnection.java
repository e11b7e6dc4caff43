package multikernel.network;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.ByteBuffer;
import java.util.Optional;
import multikernel.link.BadFrame;
import multikernel.link.Farewell;
import multikernel.link.Frame;
import multikernel.link.FrameReader;
import multikernel.link.Frames;
import multikernel.link.NodeLink;
import org.jspecify.annotations.Nullable;

/** One TCP connection to a peer, or to somebody who has not said yet who he is. */
final class PeerConnection extends ChannelInboundHandlerAdapter {

    /** Bytes of one write: as many frames as are there and fit; one that is longer goes alone. */
    private static final int BATCH_BYTES = 64 * 1024;

    final long number;
    private final Peers peers;
    private final Channel channel;
    private final FrameReader reader;
    private final boolean isEncrypted;
    private final long madeAt;
    private @Nullable PeerLink link;
    private boolean isReady;

    /** @param link who dialled; null for who was called */
    PeerConnection(Peers peers, long number, Channel channel, boolean isEncrypted, @Nullable PeerLink link) {
        this.peers = peers;
        this.number = number;
        this.channel = channel;
        this.isEncrypted = isEncrypted;
        this.link = link;
        this.madeAt = peers.now();
        this.reader = new FrameReader(peers.limits().messageBytesMax());
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
                read(part);
            }
        } catch (BadFrame bad) {
            garbled(bad);
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuffer part) throws BadFrame {
        for (var frame = reader.next(part); frame != null && channel.isOpen(); frame = reader.next(part)) {
            if (link != null) {
                link.received(this, frame);
            } else if (frame instanceof Frame.Hello hello) {
                link = peers.called(this, hello);
            } else {
                drop(Optional.of(Farewell.BROKEN));
            }
        }
    }

    private void garbled(BadFrame bad) {
        if (link == null) {
            drop(Optional.of(Farewell.BROKEN));
        } else {
            link.garbled(this, String.valueOf(bad.getMessage()));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
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

    /** Control goes first into each batch, and no more is handed to the socket than it takes soon. */
    void flush(NodeLink from, long nowNanos) {
        while (channel.isActive() && channel.isWritable() && from.hasNext()) {
            var batch = channel.alloc().buffer(BATCH_BYTES);
            while (from.hasNext() && batch.readableBytes() < BATCH_BYTES) {
                var frame = from.next(nowNanos);
                if (frame != null) {
                    put(frame, batch);
                }
            }
            var _ = channel.writeAndFlush(batch);
        }
    }

    private static void put(Frame frame, ByteBuf to) {
        var count = Frames.bytes(frame);
        to.ensureWritable(count);
        Frames.put(frame, to.nioBuffer(to.writerIndex(), count));
        to.writerIndex(to.writerIndex() + count);
    }

    /** Who has been called by somebody that does not say who he is. */
    void closeIfLate(long nowNanos, long nanosMax) {
        if (nowNanos - madeAt >= nanosMax) {
            drop(Optional.empty());
        }
    }

    void drop(Optional<Farewell> farewell) {
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
        peers.closed(this);
        if (link != null && isReady) {
            link.lost(this);
        } else if (link != null) {
            link.notDialled();
        }
    }

    /** Whatever Netty, TLS or the system has against it ends this connection alone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        PeerLink.LOG.debug("{} broke", channel, cause);
        var _ = context.close();
    }
}
