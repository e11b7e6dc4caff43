package multikernel.workload;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FileRegion;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection: puts requests in a line, answers them in that order however the answers come, and ends
 * cleanly. Netty's handler at the end of the pipeline; everything happens on the core's thread.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    /** How long a connection that is to end waits for the request that its client may be sending. */
    private static final long LAST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Channel channel;
    private final Arrivals arrivals;
    private final WebSettings settings;
    private final ResponseWriter writer;
    private final ArrayDeque<Slot> line = new ArrayDeque<>();
    private final ArrayDeque<HttpObject> held = new ArrayDeque<>();
    private Optional<HttpRequest> head = Optional.empty();
    private Optional<FileRegion> file = Optional.empty();
    private long fileBytesSeen;
    private long bodyBytes;
    private int unwritten;
    /** Whether another request is taken; once false it stays so, and the connection ends after the line. */
    private boolean reading = true;
    /** Whether no request is taken after the next one, if there is one. */
    private boolean isLast;
    /** Whether unread input may be under way, which a plain close would answer with a reset. */
    private boolean lingering;
    /** Whether the client sends nothing more; requests that were read may still wait for the line. */
    private boolean inputEnded;
    /** Whether a flush is under way, further down on the stack: it will see what is answered now. */
    private boolean flushing;

    private long progressNanos = System.nanoTime();

    HttpConnection(Channel channel, Arrivals arrivals, WebSettings settings, ResponseWriter writer) {
        this.channel = channel;
        this.arrivals = arrivals;
        this.settings = settings;
        this.writer = writer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!arrivals.opened(this)) {
            refuse(Answers.unavailable("Too many connections are open."), false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        reading = false;
        takeHeld();
        line.clear();
        arrivals.closed(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (reading && message instanceof HttpObject part) {
            held.add(part);
            takeHeld();
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    /** Reads what the line has a place for; one read of the socket may bring more requests than that. */
    private void takeHeld() {
        while (reading && line.size() < settings.pipelinedMax() && !held.isEmpty()) {
            var part = held.removeFirst();
            try {
                read(part);
            } finally {
                ReferenceCountUtil.release(part);
            }
        }
        if (!reading) {
            held.forEach(ReferenceCountUtil::release);
            held.clear();
        }
    }

    private void read(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            refuse(RequestChecks.malformed(part.decoderResult().cause()));
            return;
        }
        if (part instanceof HttpRequest request) {
            head = Optional.of(request);
            bodyBytes = 0;
            RequestChecks.refusal(request).ifPresent(this::refuse);
        }
        if (part instanceof HttpContent content && reading) {
            bodyBytes += content.content().readableBytes();
            if (bodyBytes > settings.bodyBytesMax()) {
                refuse(Answers.problem(413, "The limit for a body is " + settings.bodyBytesMax() + " bytes."));
            } else if (content instanceof LastHttpContent) {
                head.ifPresent(this::complete);
            }
        }
    }

    private void complete(HttpRequest request) {
        head = Optional.empty();
        progressNanos = System.nanoTime();
        reading = !isLast && RequestChecks.staysOpen(request);
        var simple = RequestChecks.request(request);
        var slot = new Slot(arrivals.nextTicket(), simple.method().equals("HEAD"), RequestChecks.oldProtocol(request));
        line.add(slot);
        if (line.size() >= settings.pipelinedMax()) {
            channel.config().setAutoRead(false);
        }
        arrivals.arrived(this, slot.ticket, simple);
    }

    /** Answers what cannot be a request; nothing after it on this connection can be trusted. */
    private void refuse(Response response) {
        refuse(response, true);
    }

    /** One connection too many does not linger, or the limit would be none. */
    private void refuse(Response response, boolean linger) {
        reading = false;
        lingering = linger;
        var slot = new Slot(arrivals.nextTicket(), false, false);
        slot.response = Optional.of(response);
        line.add(slot);
        flush();
    }

    /** A ticket that is not in the line any more is one of a client that has gone. */
    void answer(long ticket, Response response) {
        for (var slot : line) {
            if (slot.ticket == ticket) {
                slot.response = Optional.of(response);
                break;
            }
        }
        flush();
    }

    private void flush() {
        if (flushing) {
            return;
        }
        flushing = true;
        try {
            do {
                writeReady();
            } while (letIn());
        } finally {
            flushing = false;
        }
        channel.flush();
        if (inputEnded && held.isEmpty()) {
            reading = false;
            endIfDone();
        }
    }

    private void writeReady() {
        while (channel.isWritable()
                && !line.isEmpty()
                && line.getFirst().response.isPresent()) {
            var slot = line.removeFirst();
            slot.response.ifPresent(response -> write(slot, response));
        }
    }

    /** Goes on reading where the line has a place again; whether a request was answered on the spot. */
    private boolean letIn() {
        takeHeld();
        if (reading
                && !inputEnded
                && line.size() < settings.pipelinedMax()
                && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
        return !line.isEmpty() && line.getFirst().response.isPresent() && channel.isWritable();
    }

    private void write(Slot slot, Response response) {
        if (!slot.headOnly && response.content() instanceof FileSlice slice) {
            try {
                var region = ResponseWriter.open(slice);
                writeHead(slot, response);
                file = Optional.of(region);
                fileBytesSeen = 0;
                written(channel.write(region));
            } catch (IOException gone) {
                writeHead(slot, Answers.problem(404, "The file has gone."));
            }
        } else {
            writeHead(slot, response);
        }
    }

    private void writeHead(Slot slot, Response response) {
        var last = !reading && line.isEmpty();
        var stay = slot.oldProtocol ? ResponseWriter.After.STAY_SAID : ResponseWriter.After.STAY;
        var inMemory = !slot.headOnly && response.content() instanceof Body body ? (int) body.length() : 0;
        var out = channel.alloc().directBuffer(512 + inMemory);
        writer.write(
                out, response, slot.headOnly, last ? ResponseWriter.After.CLOSE : stay, System.currentTimeMillis());
        arrivals.answering(response.status());
        written(channel.write(out));
    }

    private void written(ChannelFuture write) {
        unwritten++;
        var _ = write.addListener(done -> {
            unwritten--;
            progressNanos = System.nanoTime();
            if (!done.isSuccess()) {
                var _ = channel.close();
            } else {
                endIfDone();
            }
        });
    }

    private void endIfDone() {
        if (reading || !line.isEmpty() || unwritten > 0) {
            return;
        }
        if (lingering && channel instanceof DuplexChannel duplex) {
            channel.config().setAutoRead(true);
            var _ = duplex.shutdownOutput();
        } else {
            var _ = channel.close();
        }
    }

    /** Ends once what was taken is answered; where nothing is under way, the next answer tells the client first. */
    void drain() {
        isLast = reading && line.isEmpty();
        progressNanos = System.nanoTime();
        if (!isLast) {
            reading = false;
            lingering = false;
            endIfDone();
        }
    }

    /** Ends a connection on which nothing has moved for too long. */
    void sweep(long nowNanos) {
        file.ifPresent(region -> {
            if (region.transferred() != fileBytesSeen) {
                fileBytesSeen = region.transferred();
                progressNanos = nowNanos;
            }
        });
        var waitsForUs = !line.isEmpty() && unwritten == 0;
        var isOver = isLast && reading && head.isEmpty();
        var limit = isOver ? LAST_NANOS : TimeUnit.MILLISECONDS.toNanos(settings.idleMillis());
        if (!waitsForUs && nowNanos - progressNanos > limit) {
            var _ = channel.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            lingering = false;
            inputEnded = true;
            flush();
        }
    }

    /** A peer that resets its connection is no news; the connection ends either way. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = channel.close();
    }
}
