package multikernel.link;

import multikernel.base.Plane;
import org.jspecify.annotations.Nullable;

/** Who is believed, and in which incarnation. */
final class Greeting {

    private final NodeName self;
    private final String peer;
    private final String place;
    private long fencedTo;
    private long newest;
    private long attempt;
    private long fenced;
    private boolean hasLeft;

    Greeting(NodeName self, String peer, String place) {
        if (self.node().equals(peer)) {
            throw new IllegalArgumentException("a link of " + peer + " to itself");
        }
        this.self = self;
        this.peer = peer;
        this.place = place;
    }

    long nextAttempt() {
        attempt++;
        return attempt;
    }

    Frame.Hello hello(long attemptNow, @Nullable Talk talk) {
        return new Frame.Hello(
                Frames.VERSION,
                self.cluster(),
                self.node(),
                self.incarnation(),
                peer,
                attemptNow,
                talk == null ? 0 : talk.incarnation,
                talk == null ? 0 : talk.flow(Plane.CONTROL).received(),
                talk == null ? 0 : talk.flow(Plane.DATA).received(),
                place);
    }

    /**
     * Null if the other is who it should be; it is remembered then.
     *
     * @param answer to our own hello, else the first word of a connection that the other has made
     */
    @Nullable
    Farewell judge(Frame.Hello hello, boolean answer) {
        if (hasLeft) {
            return Farewell.LEAVING;
        }
        if (hello.version() != Frames.VERSION) {
            return Farewell.VERSION;
        }
        if (!hello.cluster().equals(self.cluster())) {
            return Farewell.CLUSTER;
        }
        if (!hello.node().equals(peer) || !hello.peer().equals(self.node()) || hello.incarnation() < 1) {
            return Farewell.NAME;
        }
        if (hello.incarnation() < newest) {
            fenced++;
            return Farewell.OLD_INCARNATION;
        }
        if (hello.incarnation() <= fencedTo) {
            fenced++;
            return Farewell.FENCED;
        }
        if (knowsLater(hello)) {
            return Farewell.OLD_INCARNATION;
        }
        return answer ? answer(hello) : call(hello);
    }

    private @Nullable Farewell answer(Frame.Hello hello) {
        if (hello.attempt() != attempt || hello.peerIncarnation() != self.incarnation()) {
            return Farewell.NOT_FIRST;
        }
        newest = hello.incarnation();
        return null;
    }

    /** A connection that was under way for long may come after one that was made later. */
    private @Nullable Farewell call(Frame.Hello hello) {
        if (hello.incarnation() == newest && hello.attempt() <= attempt) {
            return Farewell.NOT_FIRST;
        }
        newest = hello.incarnation();
        attempt = hello.attempt();
        return null;
    }

    /** Whether the other has talked to a later start of this node: then this one is the zombie. */
    boolean knowsLater(Frame.Hello hello) {
        return hello.node().equals(peer) && hello.peerIncarnation() > self.incarnation();
    }

    void fence(long incarnation) {
        fencedTo = Math.max(fencedTo, incarnation);
    }

    void leave() {
        hasLeft = true;
    }

    boolean hasLeft() {
        return hasLeft;
    }

    LinkReading reading(@Nullable Talk talk) {
        return new LinkReading(
                talk == null ? 0 : talk.flow(Plane.CONTROL).bytes(),
                talk == null ? 0 : talk.flow(Plane.DATA).bytes(),
                talk == null
                        ? 0
                        : talk.flow(Plane.CONTROL).resent()
                                + talk.flow(Plane.DATA).resent(),
                fenced,
                fencedTo,
                talk == null ? 0 : talk.owed.distance.roundTripNanos());
    }
}
