package multikernel.runtime;

import multikernel.codec.Bytes;
import multikernel.multicast.Enrolled;
import multikernel.multicast.Line;
import multikernel.multicast.LineWord;
import multikernel.multicast.LineWord.Hello;
import multikernel.multicast.Place;
import multikernel.urpc.Channel;
import multikernel.urpc.Channel.Sent;
import multikernel.urpc.Channel.State;
import org.jspecify.annotations.Nullable;

/** One post's line to a post on another node: over one channel at a time, made while there is something to say. */
final class WideLine {

    /** Ticks until it is tried again where nothing came of it so far, doubled from 1 each time. */
    private static final int PAUSE_TICKS_MAX = 16;

    /** What a line needs of its post. */
    interface Host {

        /** Asks for a channel; {@link #connected} is told once, on this core's thread. */
        void connect(WideLine line);

        /** To be ticked some time from now and again, while a line is not idle. */
        void tickSoon();
    }

    private final Place place;
    private final long start;
    private final Host host;
    private final Line line = new Line();
    private final Runnable room = this::flush;
    private @Nullable Channel<LineWord> channel;
    private boolean isConnecting;
    private boolean isClosed;
    private int pauseTicks;
    private int nextPauseTicks = 1;

    /** @param start of the member there */
    WideLine(Place place, long start, Host host) {
        this.place = place;
        this.start = start;
        this.host = host;
    }

    Place place() {
        return place;
    }

    long start() {
        return start;
    }

    boolean isTo(Enrolled member) {
        return member.isSame(place, start);
    }

    Line line() {
        return line;
    }

    void put(Bytes letter) {
        line.put(letter);
        flush();
    }

    /** Sends what can be sent, and asks for a channel if there is none. */
    void flush() {
        if (isClosed) {
            return;
        }
        if (channel == null) {
            connect();
        } else if (!pour(channel)) {
            channel = null;
        }
        if (!line.isIdle()) {
            host.tickSoon();
        }
    }

    private void connect() {
        if (!isConnecting && pauseTicks == 0 && !line.isIdle()) {
            isConnecting = true;
            host.connect(this);
        }
    }

    /** False once nothing goes there any more. */
    private boolean pour(Channel<LineWord> to) {
        var owed = line.owed();
        if (owed != null) {
            var sent = to.trySend(owed, room);
            if (sent != Sent.ACCEPTED) {
                return sent == Sent.BUSY;
            }
            line.told(owed);
        }
        for (var next = line.next(); next != null; next = line.next()) {
            var sent = to.trySend(next, room);
            if (sent != Sent.ACCEPTED) {
                return sent == Sent.BUSY;
            }
            line.sent();
        }
        return true;
    }

    /** @param made null if there is none */
    void connected(@Nullable Channel<LineWord> made, Hello hello) {
        isConnecting = false;
        if (made == null || isClosed || made.trySend(hello) != Sent.ACCEPTED) {
            pauseTicks = nextPauseTicks;
            nextPauseTicks = Math.min(2 * nextPauseTicks, PAUSE_TICKS_MAX);
            if (made != null) {
                made.close();
            }
            return;
        }
        channel = made;
        line.again();
        flush();
    }

    /** The other end has spoken: so it can be reached. */
    void isThere() {
        pauseTicks = 0;
        nextPauseTicks = 1;
    }

    void ticked() {
        if (pauseTicks > 0) {
            pauseTicks--;
        }
        var now = channel;
        if (now != null && now.state() != State.CONNECTED) {
            channel = null;
        }
        flush();
    }

    boolean isIdle() {
        return isClosed || line.isIdle();
    }

    void close() {
        isClosed = true;
        if (channel != null) {
            channel.close();
        }
    }
}
