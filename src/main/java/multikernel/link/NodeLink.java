package multikernel.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multikernel.urpc.Channel.Ending;
import org.jspecify.annotations.Nullable;

/**
 * One node's end of the link to one other node. It has at most one connection at a time and one session for each pair
 * of incarnations; a lost connection is made again and the session goes on where it was, a lost incarnation never comes
 * back. The node with the lower name dials. What it wants done is taken with {@link #effects} after each call.
 */
public final class NodeLink {

    private final NodeName self;
    private final String peer;
    private final LinkLimits limits;
    private final Greeting greeting;
    private final Pulse pulse;
    private final List<LinkEffect> effects = new ArrayList<>();
    private @Nullable Talk talk;
    private long connection;
    private boolean isTalking;
    private Frame.@Nullable Hello helloDue;

    /**
     * @param place proves to who can look which machine this is; empty for a secret
     * @param nowNanos from here on the peer is waited for
     */
    public NodeLink(NodeName self, String peer, String place, LinkLimits limits, long nowNanos) {
        this.self = self;
        this.peer = peer;
        this.limits = limits;
        this.greeting = new Greeting(self, peer, place);
        this.pulse = new Pulse(limits, nowNanos);
    }

    public String peer() {
        return peer;
    }

    /** Whether this end makes the connections. */
    public boolean isDialler() {
        return self.node().compareTo(peer) < 0;
    }

    /** Which incarnation of the peer the session is with; 0 while there is none. */
    public long session() {
        return talk == null ? 0 : talk.incarnation;
    }

    /** For which {@link #next} speaks; 0 while there is none. */
    public long connection() {
        return connection;
    }

    @Nullable
    Talk talk() {
        return talk;
    }

    public LinkReading reading() {
        return greeting.reading(talk);
    }

    public List<LinkEffect> effects() {
        var taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    /**
     * This end has made a connection; one that was there is dropped.
     *
     * @param number never used before for this link, and not 0
     */
    public void dialled(long number, long nowNanos) {
        dropConnection("another takes its place", null);
        if (greeting.hasLeft()) {
            effects.add(new LinkEffect.Drop(number, "the node ends", Optional.of(Farewell.LEAVING)));
            return;
        }
        connection = number;
        isTalking = false;
        pulse.connected(nowNanos);
        helloDue = greeting.hello(greeting.nextAttempt(), talk);
    }

    /** The peer has made a connection and said hello. */
    public void greeted(long number, Frame.Hello hello, long nowNanos) {
        var refused = isDialler() ? Farewell.NAME : greeting.judge(hello, /* answer= */ false);
        if (refused != null) {
            refuse(number, hello, refused);
            return;
        }
        dropConnection("the peer has made another", null);
        connection = number;
        pulse.connected(nowNanos);
        adopt(hello, nowNanos);
        if (connection == number) {
            helloDue = greeting.hello(hello.attempt(), talk);
        }
    }

    private void refuse(long number, Frame.Hello hello, Farewell why) {
        effects.add(new LinkEffect.Drop(number, why.sentence(), Optional.of(why)));
        if (greeting.knowsLater(hello) && talk != null) {
            end(Ending.FENCED);
        }
        if (!why.isPassing()) {
            effects.add(new LinkEffect.Refused(why, /* byPeer= */ false));
        }
    }

    private void adopt(Frame.Hello hello, long nowNanos) {
        isTalking = true;
        heard(nowNanos);
        if (talk != null && talk.incarnation < hello.incarnation()) {
            end(Ending.PEER_ENDED);
        }
        if (talk == null) {
            talk = new Talk(hello.incarnation(), isDialler(), limits, effects);
            effects.add(new LinkEffect.Began(hello.incarnation()));
        }
        effects.add(new LinkEffect.Resumed(connection));
        var knows = hello.peerIncarnation() == self.incarnation();
        try {
            talk.resume(knows ? hello.control() : 0, knows ? hello.data() : 0);
        } catch (Violation violation) {
            breakOff(violation, knows ? Farewell.BROKEN : Farewell.FENCED);
        }
    }

    private void heard(long nowNanos) {
        if (pulse.heard(nowNanos)) {
            effects.add(new LinkEffect.Heard());
        }
    }

    /** A frame came. Of another connection than the present one it says nothing any more. */
    public void received(long number, Frame frame, long nowNanos) {
        if (number != connection) {
            return;
        }
        if (frame instanceof Frame.Bye(Farewell why)) {
            left(why, nowNanos);
        } else if (isTalking && talk != null) {
            heard(nowNanos);
            try {
                talk.received(frame, nowNanos);
            } catch (Violation violation) {
                breakOff(violation, Farewell.BROKEN);
            }
        } else if (frame instanceof Frame.Hello hello) {
            answered(hello, nowNanos);
        } else {
            dropConnection("no hello came first", Farewell.BROKEN);
            pulse.lost(nowNanos);
        }
    }

    private void answered(Frame.Hello hello, long nowNanos) {
        var refused = greeting.judge(hello, /* answer= */ true);
        if (refused == null) {
            adopt(hello, nowNanos);
            return;
        }
        refuse(connection, hello, refused);
        lost(connection, nowNanos);
    }

    /** What came was no frame. */
    public void garbled(long number, String what, long nowNanos) {
        if (number != connection) {
            return;
        }
        var wasTalking = isTalking;
        dropConnection(what, Farewell.BROKEN);
        pulse.lost(nowNanos);
        if (wasTalking) {
            end(Ending.BROKEN);
        }
    }

    private void breakOff(Violation violation, Farewell farewell) {
        dropConnection(String.valueOf(violation.getMessage()), farewell);
        farewell.ending().ifPresent(this::end);
    }

    private void left(Farewell why, long nowNanos) {
        lost(connection, nowNanos);
        if (!why.isPassing() && why != Farewell.LEAVING) {
            effects.add(new LinkEffect.Refused(why, /* byPeer= */ true));
        }
        why.ending().ifPresent(this::end);
    }

    /** The connection is no more, or could not be made. */
    public void lost(long number, long nowNanos) {
        if (number == connection) {
            forgetConnection();
        }
        if (number == 0 || connection == 0) {
            pulse.lost(nowNanos);
        }
    }

    private void forgetConnection() {
        connection = 0;
        isTalking = false;
        helloDue = null;
    }

    private void dropConnection(String why, @Nullable Farewell farewell) {
        if (connection != 0) {
            effects.add(new LinkEffect.Drop(connection, why, Optional.ofNullable(farewell)));
            forgetConnection();
        }
    }

    /** A pair of incarnations has one session: what is over never begins again. */
    private void end(Ending why) {
        var over = talk;
        if (over != null) {
            greeting.fence(over.incarnation);
            over.end(why);
            talk = null;
            effects.add(new LinkEffect.Ended(over.incarnation, why));
        }
    }

    /** To be called several times in {@link LinkLimits#aliveNanos}. */
    public void tick(long nowNanos) {
        if (pulse.isDialDue(connection != 0, isDialler() && !greeting.hasLeft(), nowNanos)) {
            effects.add(new LinkEffect.Dial());
        }
        if (connection != 0 && !isTalking && pulse.isGreetingLate(nowNanos)) {
            dropConnection("no answer to the hello", null);
            pulse.lost(nowNanos);
        }
        if (isTalking && talk != null) {
            talk.owed.tick(pulse.isAliveDue(nowNanos), nowNanos);
        }
        if (pulse.isSilent(nowNanos)) {
            effects.add(new LinkEffect.Silent());
            if (isTalking) {
                dropConnection("silent", null);
                pulse.lost(nowNanos);
            }
        }
    }

    /** Null while there is no session, and when the link has as many channels as it may. */
    public @Nullable LinkChannel open(ChannelName name, long sends, long receives) {
        return talk == null ? null : talk.open(name, sends, receives);
    }

    /** The peer is out up to this incarnation: nothing that it says is believed, only a later start of it. */
    public void fence(long incarnation) {
        greeting.fence(incarnation);
        if (talk != null && talk.incarnation <= incarnation) {
            dropConnection("fenced", Farewell.FENCED);
            end(Ending.FENCED);
        }
    }

    /**
     * This node ends; what is under way is in doubt. Close the channels before, and wait for them, to leave in peace.
     */
    public void leave() {
        dropConnection("the node ends", Farewell.LEAVING);
        end(Ending.CLOSED);
        greeting.leave();
    }

    /** The next frame for the present connection; null if there is nothing to say. */
    public @Nullable Frame next(long nowNanos) {
        Frame frame = helloDue;
        helloDue = null;
        if (frame == null && isTalking && talk != null) {
            frame = talk.next(nowNanos);
        }
        if (frame != null) {
            pulse.said(nowNanos);
        }
        return frame;
    }

    /** Whether {@link #next} has something to say. */
    public boolean hasNext() {
        return helloDue != null || (isTalking && talk != null && !talk.isIdle());
    }
}
