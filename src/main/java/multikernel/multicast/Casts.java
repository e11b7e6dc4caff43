package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.multicast.GroupMessage.Ack;
import multikernel.multicast.GroupMessage.Behind;
import multikernel.multicast.GroupMessage.Caught;
import multikernel.multicast.GroupMessage.Down;

/**
 * One member's part in a group: sends to all, passes on what others send, hands its member what it is to have. One for
 * each start of a core.
 */
public final class Casts<M> {

    private final Standing<M> at;
    private final Handing<M> handing;
    /** Of views that this member has not been told of. */
    private final ArrayDeque<GroupMessage<M>> ahead = new ArrayDeque<>();

    private long refused;

    public Casts(CoreId core, Order order, Slow slow, CastLimits limits, Routes routes, Ground<M> ground) {
        at = new Standing<>(core, order, slow, limits, routes, ground);
        handing = new Handing<>(at);
    }

    /** The members are others. Views come in the order of their numbers; one that is not newer changes nothing. */
    public void view(GroupView view) {
        if (view.number() <= at.view.number()) {
            return;
        }
        at.view(view);
        var sequencing = at.sequencing();
        at.closing().begin(at.order == Order.TOTAL && sequencing.mustKnow());
        at.out().viewChanged(at.closing().last());
        sequencing.viewChanged();
        settle();
        for (int left = ahead.size(); left > 0; left--) {
            heard(ahead.remove());
        }
    }

    /** Sends to every member of the view, this one too. */
    public Said cast(M message) {
        if (!at.isMember()) {
            return Said.CLOSED;
        }
        var said = at.order == Order.TOTAL ? at.sequencing().submit(message) : send(message);
        if (said == Said.ACCEPTED) {
            settle(at.stream(at.self()));
        }
        return said;
    }

    private Said send(M message) {
        var out = at.out();
        if (!out.hasRoom()) {
            out.wanted();
            return Said.BUSY;
        }
        out.send(at.self(), out.next(), at.order == Order.CAUSAL ? causes() : List.of(), message);
        return Said.ACCEPTED;
    }

    private List<Cause> causes() {
        var causes = new ArrayList<Cause>();
        for (var stream : at.streams.values()) {
            var cause = stream.cause();
            if (cause != null && !cause.origin().equals(at.self())) {
                causes.add(cause);
            }
        }
        return List.copyOf(causes);
    }

    /** What another member says. */
    public void heard(GroupMessage<M> message) {
        if (message.view() > at.view.number()) {
            ahead.add(message);
        } else if (message.view() < at.view.number() || !at.isMember()) {
            refused++;
        } else if (message instanceof Down<M> down) {
            var stream = at.stream(down.origin());
            stream.heard(down);
            settle(stream);
        } else {
            on(message);
            settle();
        }
    }

    private void on(GroupMessage<M> message) {
        switch (message) {
            case Down<M> down -> at.stream(down.origin()).heard(down);
            case Ack<M> ack -> at.stream(ack.origin()).acked(ack);
            case GroupMessage.Submit<M> submit -> at.sequencing().heard(submit);
            case GroupMessage.Known<M> known -> at.sequencing().heard(known);
            case Behind<M> behind -> at.stream(behind.origin()).behind(behind);
            case GroupMessage.Passed<M> passed -> at.stream(passed.origin()).passed(passed.upTo());
            case Caught<M> caught -> at.out().caughtUp(caught.from());
            case GroupMessage.Ask<M> ask -> at.closing().heard(ask);
            case GroupMessage.Report<M> report -> at.closing().heard(report);
            case GroupMessage.Close<M> close -> at.closing().heard(close);
            case GroupMessage.Mend<M> mend -> at.closing().heard(mend);
            case GroupMessage.Whole<M> whole -> at.closing().heard(whole);
            case GroupMessage.Over<M> over -> at.closing().ended();
        }
    }

    /** This core's member has taken a message that it was handed. */
    public void taken(Down<M> down) {
        var stream = at.streams.get(down.origin());
        if (stream != null) {
            stream.taken(down.number());
            settle(stream);
        }
    }

    /** Nothing else was touched: where everyone's messages stand for themselves there is nothing else to look at. */
    private void settle(Stream<M> touched) {
        if (at.order == Order.FIFO && at.view.has(touched.origin())) {
            at.out().takeBack();
            handing.hand(touched);
        } else {
            settle();
        }
    }

    private void settle() {
        if (!at.isMember()) {
            return;
        }
        at.out().takeBack();
        handing.hand();
        if (at.order == Order.TOTAL && at.sequencing().pump()) {
            handing.hand();
        }
        at.streams.values().removeIf(stream -> at.closing().isFinished(stream.origin()) && !stream.hasReady());
    }

    /** Several times in each {@link CastLimits#patienceNanos}; while {@link #isFull} only it matters. */
    public void ticked(long nowNanos) {
        at.out().ticked(nowNanos);
        settle();
    }

    /** Whether this member has sent as much as may be under way. */
    public boolean isFull() {
        return !at.out().hasRoom();
    }

    /** Messages that came out of a view that is over, ever. */
    public long refused() {
        return refused;
    }
}
