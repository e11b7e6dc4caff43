package multikernel.workload.store;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: reads requests, has those of its core's keys executed at once and the others sent away, and
 * writes the replies in the order of the requests. Netty's handler; everything happens on the core's thread.
 */
final class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Channel channel;
    private final Desk desk;
    private final Client client;
    private final Consumer<Throwable> broken;
    private final Input input;
    private final Output output;
    private final Request request = new Request();

    /** Nothing more is read; the connection ends once the line is empty. */
    private boolean ending;
    /** Whether requests are executed or replies written, further down on the stack: that goes on by itself. */
    private boolean working;

    private boolean isClosing;
    private boolean advancing;
    /** Whether requests that were read wait for room, or for the next turn. */
    private boolean isHeldUp;

    /** Whether the client sends nothing more; what was read is executed all the same. */
    private boolean inputEnded;

    private long slowSinceNanos;

    /** @param broken told of what must not happen */
    Connection(Channel channel, Desk desk, Consumer<Throwable> broken) {
        this.channel = channel;
        this.desk = desk;
        this.broken = broken;
        client = new Client(desk.nextClient(), desk.server);
        input = new Input(desk.settings.limits());
        output = new Output(channel, desk);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        desk.open.add(this);
        desk.server.connectionsOpen = desk.open.size();
        if (desk.open.size() > desk.settings.connectionsMax()) {
            desk.server.connectionsRefused++;
            desk.replies.clear();
            desk.replies.error("ERR max number of clients reached");
            output.write();
            ending = true;
            endIfDone();
        } else {
            desk.server.connections++;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ending = true;
        isClosing = true;
        output.clear();
        input.clear();
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
        output.beginTurn();
        working = true;
        if (input.isEmpty() && more <= desk.scratch.length) {
            buffer.readBytes(desk.scratch, 0, more);
            var used = work(desk.scratch, 0, more);
            if (used < more && !ending) {
                input.keep(desk.scratch, used, more);
            }
        } else {
            input.add(buffer);
            input.used(work(input.bytes(), input.from(), input.to()));
        }
        working = false;
        goOn();
    }

    /** Executes the requests in these bytes, as far as replies have room; where it stopped. */
    private int work(byte[] bytes, int from, int to) {
        desk.replies.clear();
        desk.own.begin();
        var at = from;
        var now = desk.nowMillis();
        isHeldUp = false;
        while (!ending) {
            isHeldUp = output.isFull() || output.isTurnOver();
            if (isHeldUp) {
                break;
            }
            var result = input.parser.parse(bytes, at, to, request);
            if (result == RequestParser.Result.MORE) {
                break;
            } else if (result == RequestParser.Result.BROKEN) {
                queued("ERR " + input.parser.error());
                ending = true;
            } else {
                at = input.parser.end();
                if (request.count() > 0) {
                    execute(now);
                }
            }
            output.writeIfMuch();
        }
        output.write();
        return at;
    }

    /** Writes what is complete and executes what was held up, as long as there is room; then reads, or ends. */
    private void goOn() {
        if (working || !channel.isOpen()) {
            return;
        }
        working = true;
        output.beginTurn();
        desk.replies.clear();
        output.takeComplete();
        output.write();
        while (isHeldUp && !ending && !output.isFull() && !output.isTurnOver()) {
            input.used(work(input.bytes(), input.from(), input.to()));
        }
        working = false;
        if (output.isTooLong()) {
            closeSlow("more than output-bytes-max waits for it");
            return;
        }
        ending |= inputEnded && !isHeldUp;
        endIfDone();
        channel.config().setAutoRead(!output.isFull() && !isHeldUp);
        if (isHeldUp && !ending && !output.isFull() && !advancing) {
            advancing = true;
            desk.advanceLater(this);
        }
    }

    private void execute(long now) {
        desk.server.commands++;
        var command = Command.of(request);
        if (command == null) {
            refuseUnknown();
        } else if (!command.takes(request.count()) || (command == Command.MSET && request.count() % 2 == 0)) {
            queued(Errors.arity(command.word()));
        } else if (command.route() == Command.Route.KEY
                && output.isEmpty()
                && desk.own.isAtHand(KeyHash.of(request, 1))) {
            desk.own.execute(command, request, now, client.version(), desk.replies);
        } else if (command.route() == Command.Route.CONNECTION) {
            talk(command);
        } else if (command == Command.SCAN && Scan.partition(request, desk.own.partitions()) < 0) {
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
        output.made(before, client.version());
    }

    private void queued(String error) {
        var before = desk.replies.size();
        desk.replies.error(error);
        output.made(before, client.version());
    }

    private void spread(Command command, long now) {
        var parts =
                switch (command.route()) {
                    case EACH_KEY -> request.count() - 1;
                    case EACH_PAIR -> request.count() / 2;
                    case EVERY_PARTITION -> desk.own.partitions();
                    default -> 1;
                };
        var awaited = output.await(command, client.version(), parts);
        desk.spread(command, request, now, this, awaited);
        output.takeComplete();
    }

    private void closeSlow(String why) {
        desk.server.slowReaders++;
        LOG.warn("{} does not read its replies: {}; closed", channel.remoteAddress(), why);
        ending = true;
        var _ = channel.close();
    }

    private void endIfDone() {
        if (ending && output.isEmpty() && !isClosing) {
            isClosing = true;
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

    /** What has arrived is written, and reading goes on. */
    void advance() {
        advancing = false;
        goOn();
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
            goOn();
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
