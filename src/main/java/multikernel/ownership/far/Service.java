package multikernel.ownership.far;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Refusal;
import multikernel.ownership.far.FarMessage.Asked;

/** What holders ask of this node: each request once, in the order of its tickets, while a majority hears this node. */
final class Service {

    private record Waiting(NodeMember from, Asked asked, long untilNanos) {}

    private record Doing(Out.Asker asker, long number, FarRequest request) {}

    private final FarLimits limits;
    private final Home home;
    private final Hearing hearing;
    private final Out out;
    /** The last ticket of each holder. */
    private final Map<NodeMember, Long> latest = new HashMap<>();

    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final Map<Long, Doing> doing = new TreeMap<>();
    private long tickets;

    Service(FarLimits limits, Home home, Hearing hearing, Out out) {
        this.limits = limits;
        this.home = home;
        this.hearing = hearing;
        this.out = out;
    }

    void asked(NodeMember from, Asked asked, long nowNanos) {
        if (asked.ticket() <= latest.getOrDefault(from, 0L)) {
            out.late(from, asked);
            return;
        }
        latest.put(from, asked.ticket());
        if (waiting.size() + doing.size() >= limits.asksMax()) {
            out.refuse(new Out.Asker(from, asked.ticket()), Refusal.BUSY, "home has too much to do");
        } else if (waiting.isEmpty() && hearing.isHeard(nowNanos)) {
            serve(from, asked);
        } else {
            waiting.addLast(new Waiting(from, asked, nowNanos + limits.limitNanos() / 2));
            hearing.ask(nowNanos);
        }
    }

    /** A majority may hear this node now. */
    void goOn(long nowNanos) {
        while (!waiting.isEmpty() && hearing.isHeard(nowNanos)) {
            var next = waiting.removeFirst();
            serve(next.from(), next.asked());
        }
    }

    private void serve(NodeMember from, Asked asked) {
        var asker = new Out.Asker(from, asked.ticket());
        var given = home.verified(from, asked.name());
        if (given == null) {
            boolean wasOurs = home.hasMade(asked.name().number())
                    && home.live(asked.name().number()) == null;
            out.refuse(asker, wasOurs ? Refusal.REVOKED : Refusal.BAD_REFERENCE, "");
        } else if (given.hasEnded) {
            out.refuse(asker, Refusal.REVOKED, "");
        } else if (!given.rights.has(asked.request().right())) {
            out.refuse(asker, Refusal.NO_RIGHT, "it carries " + given.rights);
        } else {
            long ticket = ++tickets;
            doing.put(ticket, new Doing(asker, given.name.number(), asked.request()));
            out.add(new FarEffect.Perform(ticket, given.anchor, asked.request()));
        }
    }

    /** What ended, or may have been overtaken, meanwhile is not told. */
    void performed(FarEvent.Performed performed, long nowNanos) {
        var done = doing.remove(performed.ticket());
        if (done == null) {
            return;
        }
        var given = home.live(done.number());
        boolean isGone =
                performed.result() instanceof FarResult.Refused refused && refused.why() == Refusal.NO_SUCH_CAPABILITY;
        if (isGone && given != null) {
            home.end(given);
        }
        if (given == null || isGone) {
            out.refuse(done.asker(), Refusal.REVOKED, "");
        } else if (done.request() instanceof FarRequest.Share share && performed.result() instanceof FarResult.Done) {
            home.share(done.asker(), given, share, nowNanos);
        } else if (done.request() instanceof FarRequest.Read && !hearing.isHeard(nowNanos)) {
            out.refuse(done.asker(), Refusal.NO_MAJORITY, "");
        } else {
            out.answer(done.asker(), performed.result());
        }
    }

    void ticked(long nowNanos) {
        while (!waiting.isEmpty() && nowNanos - waiting.getFirst().untilNanos() >= 0) {
            var late = waiting.removeFirst();
            out.refuse(new Out.Asker(late.from(), late.asked().ticket()), Refusal.NO_MAJORITY, "");
        }
        if (!waiting.isEmpty()) {
            hearing.ask(nowNanos);
        }
    }

    /** Nothing more is done or said for whoever is no member; of what is being done the end is not told. */
    void view(NodeView next, boolean isMember) {
        var members = isMember ? next.members() : List.<NodeMember>of();
        latest.keySet().retainAll(members);
        waiting.removeIf(each -> !members.contains(each.from()));
        doing.values().removeIf(each -> !members.contains(each.asker().node()));
    }
}
