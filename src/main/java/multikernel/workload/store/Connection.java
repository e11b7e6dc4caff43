package multikernel.workload.store;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: reads requests, has those of its core's keys executed at once and the others sent away, and
 * writes the replies in the order of the requests. Netty's handler; everything happens on the core's thread.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Replies are written once there are so many bytes, so that a slow reader is seen early. */
    private static final int WRITE_BYTES = 1 << 16;

    private static final byte[] NOTHING = {};

    private final Channel channel;
    private final Desk desk;
    private final Client client;
    private final Consumer<Throwable> broken;
    private final RequestParser parser;
    private final Request request = new Request();
    /** Replies that wait for other cores, and all behind them. */
    private final ArrayDeque<Awaited> line = new ArrayDeque<>();

    /** Bytes that were read and not used. */
    private byte[] held = NOTHING;

    private int heldFrom;
    private int heldTo;
    /** Nothing more is read; the connection ends once the line is empty. */
    private boolean ending;
    /** Whether {@link #parse} is under way, further down on the stack. */
    private boolean parsing;

    private boolean advancing;
    /** Whether the client sends nothing more; what was read is executed all the same. */
    private boolean inputEnded;

    private long slowSinceNanos;

    /** @param broken told of what must not happen */
    Connection(Channel channel, Desk desk, Consumer<Throwable> broken) {
        this.channel = channel;
        this.desk = desk;
        this.broken = broken;
        client = new Client(desk.nextClient(), desk.server);
        parser = new RequestParser(desk.settings.limits());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        desk.open.add(this);
        desk.server.connectionsOpen = desk.open.size();
        if (desk.open.size() > desk.settings.connectionsMax()) {
            desk.server.connectionsRefused++;
            desk.replies.clear();
            desk.replies.error("ERR max number of clients reached");
            end();
        } else {
            desk.server.connections++;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ending = true;
        line.clear();
        held = NOTHING;
        desk.open.remove(this);
        desk.server.connectionsOpen = desk.open.size();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var buffer = (ByteBuf) message;
        try {
            if (!ending) {
                take(buffer);
            }
        } finally {
            buffer.release();
        }
    }

    private void take(ByteBuf buffer) {
        var more = buffer.readableBytes();
        if (heldFrom == heldTo && more <= desk.scratch.length) {
            buffer.readBytes(desk.scratch, 0, more);
            var used = work(desk.scratch, 0, more);
            heldFrom = 0;
            heldTo = ending ? 0 : more - used;
            held = heldTo == 0 ? NOTHING : Arrays.copyOfRange(desk.scratch, used, Math.max(more, wanted(used)));
        } else {
            makeRoom(more);
            buffer.readBytes(held, heldTo, more);
            heldTo += more;
            workHeld();
        }
    }

    /** A length that the rest of a long request will fit in, so that it is not copied at each read. */
    private int wanted(int used) {
        return used + parser.bytesWanted();
    }

    private void makeRoom(int more) {
        var left = heldTo - heldFrom;
        if (held.length - heldTo < more) {
            var room = Math.max(parser.bytesWanted(), left + more);
            var next = held.length >= room ? held : new byte[Math.max(room, Math.min(2 * left, 1 << 20))];
            System.arraycopy(held, heldFrom, next, 0, left);
            held = next;
            heldFrom = 0;
            heldTo = left;
        }
    }

    private void workHeld() {
        heldFrom = work(held, heldFrom, heldTo);
        if (heldFrom == heldTo || ending) {
            held = NOTHING;
            heldFrom = 0;
            heldTo = 0;
        }
    }

    /** Executes the requests in these bytes, as far as replies have room; where it stopped. */
    private int work(byte[] bytes, int from, int to) {
        parsing = true;
        desk.replies.clear();
        desk.begin();
        var at = from;
        var now = desk.nowMillis();
        while (!ending && !isFull()) {
            var result = parser.parse(bytes, at, to, request);
            if (result == RequestParser.Result.MORE) {
                break;
            } else if (result == RequestParser.Result.BROKEN) {
                desk.replies.speak(client.version());
                queued("ERR " + parser.error());
                ending = true;
            } else {
                at = parser.end();
                if (request.count() > 0) {
                    execute(now);
                }
            }
            if (desk.replies.size() > WRITE_BYTES) {
                write();
            }
        }
        parsing = false;
        write();
        ending |= inputEnded && !isFull();
        endIfDone();
        channel.config().setAutoRead(!isFull());
        return at;
    }

    private boolean isFull() {
        return line.size() >= desk.settings.waitingMax() || !channel.isWritable();
    }

    private void execute(long now) {
        desk.server.commands++;
        var command = Command.of(request);
        if (command == null) {
            refuseUnknown();
        } else if (!command.takes(request.count()) || (command == Command.MSET && request.count() % 2 == 0)) {
            queued(Errors.arity(command.word()));
        } else if (command.route() == Command.Route.KEY && line.isEmpty() && desk.isOwn(KeyHash.of(request, 1))) {
            desk.here(command, request, now, client.version(), desk.replies);
        } else if (command.route() == Command.Route.CONNECTION) {
            talk(command);
        } else if (command == Command.SCAN && Scan.partition(request, desk.ways.size()) < 0) {
            queued(Errors.INVALID_CURSOR);
        } else if (command == Command.FLUSHALL && !isFlush()) {
            queued(Errors.SYNTAX);
        } else {
            spread(command, now);
        }
    }

    private boolean isFlush() {
        return request.count() == 1 || (request.count() == 2 && (request.is(1, "async") || request.is(1, "sync")));
    }

    /** A browser that is made to send a form to this port must not have its body executed. */
    private void refuseUnknown() {
        if (request.is(0, "post") || request.is(0, "host:")) {
            LOG.warn("{} speaks HTTP to a store: closed", channel.remoteAddress());
            ending = true;
        } else {
            queued(Errors.unknownCommand(request));
        }
    }

    private void talk(Command command) {
        var before = desk.replies.size();
        desk.replies.speak(client.version());
        ending |= client.answer(command, request, desk.replies);
        behindLine(before);
    }

    private void queued(String error) {
        var before = desk.replies.size();
        desk.replies.error(error);
        behindLine(before);
    }

    /** What has been made since then takes its place in the line if there is one. */
    private void behindLine(int before) {
        if (!line.isEmpty()) {
            var reply = Arrays.copyOfRange(desk.replies.bytes(), before, desk.replies.size());
            desk.replies.backTo(before);
            var awaited = new Awaited(null, client.version(), 1);
            awaited.arrived(0, reply, 0, reply.length);
            line.add(awaited);
        }
    }

    private void spread(Command command, long now) {
        var parts =
                switch (command.route()) {
                    case EACH_KEY -> request.count() - 1;
                    case EACH_PAIR -> request.count() / 2;
                    case EVERY_PARTITION -> desk.ways.size();
                    default -> 1;
                };
        var awaited = new Awaited(command, client.version(), parts);
        line.add(awaited);
        desk.spread(command, request, now, this, awaited);
        takeComplete();
    }

    /** Replies at the head of the line that are complete go out. */
    private void takeComplete() {
        while (!line.isEmpty() && line.getFirst().isComplete()) {
            var awaited = line.removeFirst();
            if (awaited.bytes() > desk.settings.outputBytesMax()) {
                desk.replies.error("ERR the reply is longer than output-bytes-max");
            } else {
                awaited.write(desk.server, desk.replies);
            }
            if (desk.replies.size() > WRITE_BYTES) {
                write();
            }
        }
    }

    private void write() {
        var replies = desk.replies;
        if (replies.size() > 0) {
            var out = channel.alloc().directBuffer(replies.size());
            out.writeBytes(replies.bytes(), 0, replies.size());
            replies.clear();
            var _ = channel.writeAndFlush(out);
            if (pending() > desk.settings.outputBytesMax()) {
                closeSlow("more than output-bytes-max waits for it");
            }
        }
    }

    private long pending() {
        return channel.bytesBeforeWritable() == 0
                ? 0
                : channel.bytesBeforeWritable() + channel.config().getWriteBufferLowWaterMark();
    }

    private void closeSlow(String why) {
        desk.server.slowReaders++;
        LOG.warn("{} does not read its replies: {}; closed", channel.remoteAddress(), why);
        ending = true;
        var _ = channel.close();
    }

    private void end() {
        ending = true;
        write();
        endIfDone();
    }

    private void endIfDone() {
        if (ending && line.isEmpty()) {
            var _ = channel.writeAndFlush(channel.alloc().directBuffer(0)).addListener(done -> channel.close());
        }
    }

    /** Something in the line has arrived. */
    void advanceSoon() {
        if (!advancing) {
            advancing = true;
            desk.advanceSoon(this);
        }
    }

    /** Writes what is complete, and goes on reading. */
    void advance() {
        advancing = false;
        if (!channel.isOpen() || parsing) {
            return;
        }
        desk.replies.clear();
        takeComplete();
        write();
        goOn();
    }

    private void goOn() {
        if (!parsing && !isFull()) {
            if (heldFrom < heldTo && !ending) {
                workHeld();
            } else {
                ending |= inputEnded;
                endIfDone();
                channel.config().setAutoRead(true);
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        goOn();
    }

    /** Takes no more requests and ends once what was taken is answered. */
    void drain() {
        ending = true;
        endIfDone();
    }

    void sweep(long nowNanos) {
        if (channel.isWritable()) {
            slowSinceNanos = 0;
        } else if (slowSinceNanos == 0) {
            slowSinceNanos = nowNanos;
        } else if (nowNanos - slowSinceNanos > desk.settings.slowReaderMillis() * 1_000_000L) {
            closeSlow("output-pause-bytes have waited for slow-reader-millis");
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent && !ending) {
            inputEnded = true;
            if (!isFull()) {
                ending = true;
                endIfDone();
            }
        }
    }

    /** A peer that resets its connection is no news; anything else ends this core's dispatcher. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            broken.accept(cause);
        }
        var _ = channel.close();
    }
}
