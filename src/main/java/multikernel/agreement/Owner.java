package multikernel.agreement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import multikernel.agreement.Agreement.Applied;
import multikernel.agreement.Agreement.Apply;
import multikernel.agreement.Agreement.Done;
import multikernel.agreement.Agreement.Gather;
import multikernel.agreement.Agreement.Promise;
import multikernel.agreement.Agreement.Refuse;
import multikernel.agreement.Agreement.Request;
import multikernel.agreement.Agreement.State;
import multikernel.base.CoreId;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;

/**
 * The owner of one slice for one stretch of views: first it gathers, then it serves.
 *
 * <p>What it applies itself it holds at once, so only the other members are counted. An acknowledgement says that a
 * member holds everything up to a number, so a repeated one changes nothing and a lost member only has to leave.
 */
final class Owner<S, C> {

    private final int slice;
    private final long ballot;
    private final Limits limits;
    private final Ground<S, C> ground;
    private final Replica<S, C> replica;
    private final TreeSet<CoreId> unpromised = new TreeSet<>();
    private final Holders others = new Holders();
    private final List<Asked<S, C>> asked = new ArrayList<>();
    /** Ascending by number. */
    private final ArrayDeque<Withheld<S, C>> withheld = new ArrayDeque<>();

    private Held<S> highest;
    private boolean serving;

    private record Asked<S, C>(CoreId from, Request<S, C> request) {}

    /** An answer that waits until every member holds the number. */
    private record Withheld<S, C>(CoreId to, long number, OperationId operation, Agreement<S, C> answer) {}

    Owner(Replica<S, C> replica, int slice, long ballot, Limits limits, Ground<S, C> ground) {
        this.replica = replica;
        this.slice = slice;
        this.ballot = ballot;
        this.limits = limits;
        this.ground = ground;
        this.highest = replica.held();
    }

    long ballot() {
        return ballot;
    }

    void gather(Collection<CoreId> members) {
        replica.promise(ballot);
        others.change(members, List.of());
        for (var other : members) {
            unpromised.add(other);
            ground.send(other, new Gather<>(slice, ballot));
        }
        serveIfGathered();
    }

    void promised(CoreId from, Promise<S, C> promise) {
        if (unpromised.remove(from)) {
            if (promise.held().isNewerThan(highest)) {
                highest = promise.held();
            }
            serveIfGathered();
        }
    }

    /** Others came and went, and the slice is still ours. */
    void membersChanged(Collection<CoreId> added, Collection<CoreId> lost) {
        others.change(added, lost);
        unpromised.removeAll(lost);
        asked.removeIf(waiting -> lost.contains(waiting.from()));
        withheld.removeIf(answer -> lost.contains(answer.to()));
        if (serving) {
            added.forEach(this::sendState);
            answerWhatIsHeld();
        } else {
            serveIfGathered();
        }
    }

    void requested(CoreId from, Request<S, C> request) {
        if (serving) {
            decide(from, request);
        } else if (asked.size() < limits.waitingMax()) {
            asked.add(new Asked<>(from, request));
        } else {
            ground.send(from, refuse(request, undecided("the owner still gathers what an earlier one did")));
        }
    }

    void acknowledged(CoreId from, Applied<S, C> applied) {
        if (others.holds(from, applied.number())) {
            answerWhatIsHeld();
        }
    }

    /** How many answers wait for others. */
    int waiting() {
        return withheld.size() + asked.size();
    }

    void votes(String about, List<OpenVote> into) {
        int voters = others.cores().size() + 1;
        for (var each : asked) {
            into.add(new OpenVote(each.request().operation(), about, voters, List.copyOf(unpromised), false));
        }
        for (var each : withheld) {
            into.add(new OpenVote(each.operation(), about, voters, others.below(each.number()), true));
        }
    }

    private void serveIfGathered() {
        if (serving || !unpromised.isEmpty()) {
            return;
        }
        var before = replica.state();
        replica.install(highest.under(ballot));
        if (!before.equals(replica.state())) {
            ground.applied(slice, before, replica.state());
        }
        serving = true;
        others.cores().forEach(this::sendState);
        var early = List.copyOf(asked);
        asked.clear();
        early.forEach(waiting -> decide(waiting.from(), waiting.request()));
    }

    private void sendState(CoreId to) {
        ground.send(to, new State<>(slice, replica.held()));
    }

    private void decide(CoreId from, Request<S, C> request) {
        var recent = replica.recent();
        long known = recent.numberOf(request.operation());
        if (known != RecentRing.ABSENT) {
            answerAgain(from, known, request);
        } else if (recent.mayHaveForgotten(request.operation())) {
            ground.send(from, refuse(request, undecided("too many operations ago to tell")));
        } else if (withheld.size() >= limits.waitingMax()) {
            ground.send(from, refuse(request, new Outcome.Refused(Refusal.BUSY, "the owner awaits too many cores")));
        } else {
            checkThenDo(from, request);
        }
    }

    private void answerAgain(CoreId from, long number, Request<S, C> request) {
        if (number > others.heldByAll() && withheld.size() >= limits.waitingMax()) {
            ground.send(from, refuse(request, undecided("the owner awaits too many cores")));
        } else {
            answer(from, number, request, done(request));
        }
    }

    private void checkThenDo(CoreId from, Request<S, C> request) {
        var refused = ground.check(slice, request.change());
        if (refused.isPresent()) {
            answer(from, replica.number(), request, refuse(request, refused.get()));
            return;
        }
        var before = replica.state();
        long number = replica.number() + 1;
        replica.apply(ballot, number, request.operation(), request.change());
        ground.applied(slice, before, replica.state());
        var apply = new Apply<S, C>(slice, ballot, number, request.operation(), request.change());
        for (var other : others.cores()) {
            ground.send(other, apply);
        }
        answer(from, number, request, done(request));
    }

    /**
     * A refusal waits as well: it may rest on a change that would be gone if this core were lost now. What is asked
     * again waits no shorter than what already waits, which keeps those who wait in the order of their numbers.
     */
    private void answer(CoreId to, long number, Request<S, C> request, Agreement<S, C> answer) {
        if (number <= others.heldByAll()) {
            ground.send(to, answer);
        } else {
            var last = withheld.peekLast();
            long awaited = last == null ? number : Math.max(number, last.number());
            withheld.addLast(new Withheld<>(to, awaited, request.operation(), answer));
        }
    }

    private void answerWhatIsHeld() {
        long number = others.heldByAll();
        for (var next = withheld.peekFirst(); next != null && next.number() <= number; next = withheld.peekFirst()) {
            withheld.removeFirst();
            ground.send(next.to(), next.answer());
        }
    }

    private Done<S, C> done(Request<S, C> request) {
        return new Done<>(slice, request.operation(), request.ask());
    }

    private Refuse<S, C> refuse(Request<S, C> request, Outcome.Refused refused) {
        return new Refuse<>(slice, request.operation(), request.ask(), refused);
    }

    private static Outcome.Refused undecided(String why) {
        return new Outcome.Refused(Refusal.TIMED_OUT, why);
    }
}
