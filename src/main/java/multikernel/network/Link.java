package multikernel.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import multikernel.network.LinkRefused.Reason;
import multikernel.urpc.BrokenRing;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.State;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;
import org.jspecify.annotations.Nullable;

/**
 * One end of a link between two processes of one machine, in one incarnation: it waits for the other end, has one
 * {@link Session} at a time, notices the other's death and waits for its next incarnation. One thread.
 *
 * <pre>{@code
 * try (var link = Link.open(place, new LinkName("orders", "shop", "store"), shape)) {
 *     while (...) {
 *         for (var event : link.tend(System.nanoTime())) { ... }
 *         session.in().drain(receiver, 64);
 *     }
 * }
 * }</pre>
 */
public final class Link implements AutoCloseable {

    /** Between two looks for the other end: the first few microseconds of files, so no more often. */
    private static final long SEEK_NANOS = 1_000_000;

    /** Between two looks whether the other end's process lives: a death is seen within this and one turn. */
    private static final long WATCH_NANOS = 50_000_000;

    private final LinkName name;
    private final LinkShape shape;
    private final LinkPlace place;
    private final Presence presence;
    private final Card card;
    private @Nullable Neighbour neighbour;
    private @Nullable RingReader inbound;
    private @Nullable Session session;
    private long nextLook;
    private State state = State.CONNECTING;

    private Link(LinkName name, LinkShape shape, LinkPlace place, Presence presence) {
        this.name = name;
        this.shape = shape;
        this.place = place;
        this.presence = presence;
        this.card = presence.card();
        this.nextLook = Long.MIN_VALUE;
    }

    /**
     * Takes this end for this process. Files of an earlier incarnation of it go.
     *
     * @param base a directory that is there; both ends name the same
     * @throws LinkRefused {@code HELD} if a process has this end, even one that is stopped; or the files cannot be
     */
    public static Link open(Path base, LinkName name, LinkShape shape) {
        var place = LinkPlace.of(base, name.link());
        try {
            return new Link(name, shape, place, Presence.begin(place, name, shape));
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, name + " in " + place.directory(), failed);
        }
    }

    public LinkName name() {
        return name;
    }

    /** Counts how often this end was opened while the other, or a trace of this, was there. */
    public long incarnation() {
        return presence.incarnation();
    }

    /** {@code CONNECTING} between sessions too. */
    public State state() {
        return state;
    }

    public @Nullable Session session() {
        return session;
    }

    /**
     * Looks at the other end and says what has changed. To be called in every turn of the owner's loop: most calls read
     * one word of the other's; files and locks are looked at each millisecond while there is no session and each 50 ms
     * while there is one.
     *
     * @throws LinkRefused the other end cannot be talked to, or the file system has no room; this end may stay and try
     *     again
     */
    public List<LinkEvent> tend(long nanoTime) {
        try {
            var current = session;
            if (current != null) {
                return watch(current, nanoTime);
            }
            return state == State.CLOSED || !isDue(nanoTime, SEEK_NANOS) ? List.of() : seek();
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, name + " in " + place.directory(), failed);
        }
    }

    private boolean isDue(long nanoTime, long interval) {
        if (nextLook != Long.MIN_VALUE && nanoTime - nextLook < 0) {
            return false;
        }
        nextLook = nanoTime + interval;
        return true;
    }

    private List<LinkEvent> seek() throws IOException {
        var known = neighbour;
        if (known != null && known.isGone(presence.incarnation())) {
            forget(known);
            known = null;
        }
        if (known == null) {
            known = meet();
        }
        if (known == null || known.card().ringFor() != presence.incarnation()) {
            return List.of();
        }
        return connect(known);
    }

    /** A new incarnation of the other end gets a ring of its own. */
    private @Nullable Neighbour meet() throws IOException {
        var found = Neighbour.find(place, name, card.met());
        if (found == null) {
            return null;
        }
        try {
            found.facts().check(shape, name);
            var memory = LinkFile.reserve(presence.ring(found.incarnation()), shape.ringBytes(), Arena.ofAuto());
            Ring.format(memory, shape.capacity());
            inbound = RingReader.over(memory);
        } catch (IOException | LinkRefused refused) {
            found.close();
            throw refused;
        }
        neighbour = found;
        card.met(found.incarnation());
        card.say(State.CONNECTING, found.incarnation());
        card.ringFor(found.incarnation());
        return found;
    }

    private List<LinkEvent> connect(Neighbour known) throws IOException {
        var lines = (int) known.facts().capacity();
        var file = place.resolve(known.ring(presence.incarnation()));
        try {
            var memory = LinkFile.map(file, MapMode.READ_WRITE, Ring.bytes(lines), Arena.ofAuto());
            var connected = new Session(known.incarnation(), Objects.requireNonNull(inbound), RingWriter.over(memory));
            session = connected;
            state = State.CONNECTED;
            card.say(State.CONNECTED, known.incarnation());
            card.mapped(known.incarnation());
            return List.of(new LinkEvent.Connected(connected));
        } catch (NoSuchFileException withdrawn) {
            return List.of();
        } catch (BrokenRing broken) {
            forget(known);
            throw new LinkRefused(Reason.NOT_OURS, file + ": " + broken.getMessage(), broken);
        }
    }

    private List<LinkEvent> watch(Session current, long nanoTime) throws IOException {
        var known = Objects.requireNonNull(neighbour);
        var theirs = known.card().stateFor(presence.incarnation());
        var due = isDue(nanoTime, WATCH_NANOS);
        if (due && known.card().mapped() == presence.incarnation()) {
            presence.withdraw(known.incarnation());
        }
        if (theirs == State.DRAINING || theirs == State.CLOSED) {
            drain(current, Ending.CLOSED);
        }
        if (due && !current.isAlone() && known.isDead()) {
            drain(current, Ending.PEER_ENDED);
        }
        announce(current);
        return isOver(current, theirs) ? List.of(end(current)) : List.of();
    }

    private void drain(Session current, Ending why) {
        current.drain(why);
        state = State.DRAINING;
        announce(current);
    }

    private void announce(Session current) {
        if (current.announces()) {
            card.say(State.DRAINING, current.peer());
        }
    }

    /** The other end said so after its last line, or is dead: so an empty ring stays empty. */
    private static boolean isOver(Session current, State theirs) {
        var alone = current.isAlone() || theirs == State.CLOSED;
        var silent = alone || (current.isAnnounced() && theirs == State.DRAINING);
        return silent && current.isReadUp() && (alone || current.out().depth() == 0);
    }

    private LinkEvent end(Session current) throws IOException {
        var ended = current.end();
        card.say(State.CLOSED, current.peer());
        forget(Objects.requireNonNull(neighbour));
        session = null;
        state = State.CONNECTING;
        return ended;
    }

    private void forget(Neighbour known) throws IOException {
        presence.withdraw(known.incarnation());
        known.close();
        neighbour = null;
        inbound = null;
        nextLook = Long.MIN_VALUE;
    }

    /** Begins to end the session: nothing more is sent, what was sent still arrives. {@link #tend} goes on with it. */
    public void drain() {
        var current = session;
        if (current != null) {
            drain(current, Ending.CLOSED);
        }
    }

    /**
     * Ends the session at once: what the other end wrote and this one has not read is not looked at, nor what it writes
     * from now on, should it be stopped and come back. Only a later incarnation of it is talked to again.
     */
    public List<LinkEvent> fence(Ending why) {
        var current = session;
        if (current == null) {
            return List.of();
        }
        try {
            current.drain(why);
            return List.of(end(current));
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, name + " in " + place.directory(), failed);
        }
    }

    /** Gives this end up, with all of its files; a session that was not drained ends as it stands. */
    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        try {
            fence(Ending.CLOSED);
            if (neighbour != null) {
                forget(neighbour);
            }
            presence.end();
        } catch (IOException failed) {
            throw new LinkRefused(Reason.FILES, name + " in " + place.directory(), failed);
        } finally {
            state = State.CLOSED;
        }
    }
}
