package multikernel.network;

import java.lang.foreign.MemorySegment;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.codec.BadMessage;
import multikernel.codec.Codec;
import multikernel.codec.Fragments;
import multikernel.codec.Incoming;
import multikernel.codec.LineSink;
import multikernel.codec.Outgoing;
import multikernel.urpc.BrokenRing;
import multikernel.urpc.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Messages over one session of a link, which is one incarnation of each end: it never connects again, the next
 * incarnation of the other end gets a channel of its own. One thread, its tier's.
 *
 * @param <S> what goes
 * @param <R> what comes
 */
public final class SharedMemoryChannel<S, R> implements Channel<S> {

    private final Link link;
    private final Session session;
    private final Outgoing<S> outgoing;
    private final Incoming<R> incoming;
    private final Undelivered undelivered;
    private @Nullable Receiver<R> receiver;
    private @Nullable Runnable room;
    private @Nullable RuntimeException broken;
    private long sent;
    private long received;
    private long stalls;
    private long rejected;

    SharedMemoryChannel(Link link, Session session, Codec<S> sends, Codec<R> receives) {
        this.link = link;
        this.session = session;
        this.outgoing = Outgoing.over(sends, new Sink(session));
        this.incoming = Incoming.with(receives);
        this.undelivered = new Undelivered(session.out().capacity());
    }

    void receive(Receiver<R> by) {
        receiver = by;
    }

    @Override
    public Tier tier() {
        return Tier.SHARED_MEMORY;
    }

    @Override
    public Plane plane() {
        return Plane.DATA;
    }

    @Override
    public State state() {
        return session.state();
    }

    @Override
    public Sent trySend(S message) {
        if (session.state() != State.CONNECTED || broken != null) {
            return Sent.CLOSED;
        }
        try {
            if (!resume()) {
                return busy();
            }
            var line = session.out().sent();
            if (!outgoing.offer(message)) {
                return busy();
            }
            session.midway(outgoing.isMidway());
            undelivered.begin(sent, line);
            sent++;
            return Sent.ACCEPTED;
        } catch (BrokenRing bad) {
            broken = bad;
            return Sent.CLOSED;
        }
    }

    /** Whether no message is under way any more. */
    private boolean resume() {
        var whole = outgoing.resume();
        session.midway(!whole);
        return whole;
    }

    private Sent busy() {
        stalls++;
        return Sent.BUSY;
    }

    @Override
    public Sent trySend(S message, Runnable whenRoom) {
        var answer = trySend(message);
        if (answer == Sent.BUSY) {
            room = whenRoom;
        }
        return answer;
    }

    /** One turn: what comes, what is left of the last message, and whoever waits for room; returns lines received. */
    int turn(int max) {
        if (broken == null) {
            try {
                var before = received;
                var lines = session.in().drain(this::line, max);
                if (received != before && receiver != null) {
                    receiver.paused();
                }
                resume();
                tellOfRoom();
                return lines;
            } catch (RuntimeException bad) {
                broken = bad;
            }
        }
        return 0;
    }

    private void line(MemorySegment memory, long offset, int tag) {
        if (broken != null || receiver == null) {
            return;
        }
        if (!Fragments.isFragment(tag)) {
            throw new IllegalArgumentException("a line with tag " + tag + " is no part of a message");
        }
        try {
            var message = incoming.line(memory, offset, tag);
            if (message != null) {
                received++;
                receiver.received(message);
            }
        } catch (BadMessage bad) {
            throw new IllegalArgumentException(bad);
        }
    }

    private void tellOfRoom() {
        var waiting = room;
        if (waiting != null
                && (session.state() != State.CONNECTED || session.out().hasRoom())) {
            room = null;
            waiting.run();
        }
    }

    /** Why this channel can go on no more: its bytes are no messages, or its receiver threw; null while it can. */
    @Nullable
    RuntimeException broken() {
        return broken;
    }

    void ended(LinkEvent.Ended end) {
        rejected = inDoubt();
        tellOfRoom();
        if (receiver != null) {
            receiver.closed(broken == null ? end.why() : Ending.BROKEN);
        }
    }

    /** Messages that the other end has handled for certain; those after them are in doubt. */
    public long delivered() {
        return undelivered.delivered(sent, session.delivered(), session.out().sent(), !outgoing.isMidway());
    }

    /**
     * The last so many of what was sent: once the channel is closed, the other end may have seen some of them or none.
     */
    public long inDoubt() {
        return sent - delivered();
    }

    @Override
    public void close() {
        if (session.state() == State.CONNECTED) {
            link.drain();
        }
    }

    @Override
    public int capacity() {
        return session.out().capacity();
    }

    @Override
    public int depth() {
        return session.out().depth();
    }

    @Override
    public long sent() {
        return sent;
    }

    /** Messages that came. */
    @Override
    public long received() {
        return received;
    }

    @Override
    public long stalls() {
        return stalls;
    }

    @Override
    public long rejected() {
        return rejected;
    }

    /** @param from the core that has this end, and {@code to} the other's, whatever their nodes call them */
    public ChannelReading reading(CoreId from, CoreId to) {
        return new ChannelReading(from, to, tier(), plane(), capacity(), depth(), sent, received, stalls, rejected);
    }

    /** The lines of the session. */
    private record Sink(Session session) implements LineSink {

        @Override
        public long claim() {
            return session.out().claim();
        }

        @Override
        public void publish(int tag) {
            session.out().publish(tag);
        }

        @Override
        public MemorySegment memory() {
            return session.out().memory();
        }
    }
}
