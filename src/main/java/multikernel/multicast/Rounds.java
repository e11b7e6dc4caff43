package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import multikernel.base.CoreId;
import multikernel.multicast.Parts.Handed;
import multikernel.multicast.RoundMessage.Close;
import multikernel.multicast.RoundMessage.Enquire;
import multikernel.multicast.RoundMessage.Open;
import multikernel.multicast.RoundMessage.Overdue;
import multikernel.multicast.RoundMessage.Part;
import multikernel.multicast.RoundMessage.Stand;
import org.jspecify.annotations.Nullable;

/**
 * One member's part in the rounds of a group: each member hands in a part, and once all have, everyone is told what
 * came of them. What is handed in goes up a tree, folded on its way if it can be; what came of it comes down, and opens
 * the next round. One for each start of a core.
 *
 * <pre>
 *   in each view      Stand --&gt; eldest, who asks all others by Enquire;  Open --&gt; down its tree
 *   in each round     Part --&gt; up, once all below have said theirs;  Open, of the next, with the Outcome --&gt; down
 *   not all in time   Overdue --&gt; eldest;  Close --&gt; down;  Part, as far as there is one
 * </pre>
 *
 * <p>In another view what is under way begins again, of what each member has handed in: so nothing of a member that has
 * ended is left in it, and nothing is in it twice. Of all members none is more than one round ahead, and who is knows
 * what came of the last: the others are told the same.
 */
public final class Rounds<P> {

    private final CoreId core;
    private final RoundLimits limits;
    private final Routes routes;
    private final RoundGround<P> ground;
    private final Opening<P> opening;
    private final Parts<P> parts = new Parts<>();
    /** Of views that this member has not been told of. */
    private final ArrayDeque<RoundMessage<P>> ahead = new ArrayDeque<>();
    /** Who ended since the round was opened first, with the view that has it no more. */
    private final Map<Seat, Long> left = new HashMap<>();

    private GroupView view = GroupView.NONE;
    private boolean isMember;
    private boolean hasStood;
    private long open;
    private @Nullable Outcome<P> last;
    private @Nullable Gathering<P> gathering;
    private long nextOverdue;
    private long refused;

    /** @param beginners the first round is not over before each of these cores has been a member */
    public Rounds(CoreId core, Set<CoreId> beginners, RoundLimits limits, Routes routes, RoundGround<P> ground) {
        this.core = core;
        this.limits = limits;
        this.routes = routes;
        this.ground = ground;
        opening = new Opening<>(beginners);
        nextOverdue = limits.patienceNanos();
    }

    /** The members are others. Views come in the order of their numbers; one that is not newer changes nothing. */
    public void view(GroupView now) {
        if (now.number() <= view.number()) {
            return;
        }
        view.seats().stream().filter(seat -> !now.has(seat)).forEach(seat -> left.put(seat, now.number()));
        view = now;
        isMember = now.seat(core).isPresent();
        gathering = null;
        hasStood = false;
        opening.view(now);
        takeEffect();
        if (open > 0 || !parts.isEmpty()) {
            stand();
        }
        for (int more = ahead.size(); more > 0; more--) {
            heard(ahead.remove());
        }
    }

    /**
     * Hands in this member's part of its next round. It is answered by {@link RoundGround#over}, at once if it is late.
     * Who is no member yet waits until it is one.
     *
     * @param fold associative and commutative; null if parts are kept apart. The same at all members
     */
    public Said arrive(P part, @Nullable BinaryOperator<P> fold) {
        if (parts.isLate(open, gathering != null && gathering.isSaid())) {
            var late = Outcome.<P>late(parts.next(), core);
            parts.passed();
            ground.over(late);
            return Said.ACCEPTED;
        }
        if (parts.count() == limits.partsMax()) {
            return Said.BUSY;
        }
        parts.add(new Handed<>(part, fold));
        takeEffect();
        stand();
        if (gathering != null) {
            settle(gathering);
        }
        return Said.ACCEPTED;
    }

    /** What another member says. */
    public void heard(RoundMessage<P> message) {
        if (message.view() > view.number()) {
            ahead.add(message);
        } else if (message.view() < view.number() || !isMember) {
            refused++;
        } else {
            on(message);
        }
    }

    private void on(RoundMessage<P> message) {
        switch (message) {
            case Enquire<P> enquire -> stand();
            case Stand<P> stand -> stood(stand);
            case Open<P> next -> opened(next);
            case Part<P> part -> handedUp(part);
            case Overdue<P> overdue -> overdue(overdue.round());
            case Close<P> close -> closed(close.round());
        }
    }

    private void takeEffect() {
        if (isMember) {
            parts.takeEffect(open, view.number());
        }
    }

    private CoreId eldest() {
        return view.eldest().orElseThrow().core();
    }

    private void stand() {
        if (hasStood || !isMember) {
            return;
        }
        hasStood = true;
        var isOverdue = nextOverdue > limits.patienceNanos();
        var stand = new Stand<>(view.number(), core, parts.first(), open, parts.begun(), isOverdue, last);
        if (eldest().equals(core)) {
            stood(stand);
        } else {
            ground.send(eldest(), stand);
        }
    }

    private void stood(Stand<P> stand) {
        opening.heard(stand);
        stand();
        opening.ask().forEach(other -> ground.send(other, new Enquire<>(view.number())));
        openIfAll();
    }

    private void openIfAll() {
        if (gathering == null && opening.waitsFor().isEmpty()) {
            var others = new ArrayList<CoreId>();
            view.seats().forEach(seat -> others.add(seat.core()));
            others.remove(core);
            others.sort(null);
            var next = opening.open(routes.over(core, others));
            opened(next);
            if (opening.isOverdue()) {
                closed(next.round());
            }
        }
    }

    private void opened(Open<P> next) {
        var now = new Gathering<>(core, next);
        gathering = now;
        now.children().forEach(child -> ground.send(child, next));
        if (open == 0) {
            parts.beginAt(next.round(), now.isExcused());
            nextOverdue = limits.patienceNanos();
        } else if (next.round() > open) {
            over(next);
        }
        if (next.begun() == 0 && next.round() > 1) {
            left.clear();
        }
        open = next.round();
        last = next.last();
        takeEffect();
        settle(now);
    }

    private void over(Open<P> next) {
        var outcome = next.last();
        if (next.round() != open + 1 || outcome == null) {
            throw new IllegalStateException(core + " is in round " + open + ", then opens " + next.round());
        }
        var isAnswered = parts.isIn(open);
        parts.opened();
        nextOverdue = limits.patienceNanos();
        if (isAnswered) {
            parts.passed();
            ground.over(outcome);
        }
    }

    private void handedUp(Part<P> part) {
        var now = gathering;
        if (now != null && now.heard(part)) {
            settle(now);
        } else {
            refused++;
        }
    }

    private void overdue(long round) {
        if (gathering == null) {
            opening.overdue();
            openIfAll();
        } else {
            closed(round);
        }
    }

    private void closed(long round) {
        var now = gathering;
        if (now != null && now.close(round)) {
            now.waitsFor().forEach(child -> ground.send(child, new Close<>(view.number(), round)));
            settle(now);
        }
    }

    private void settle(Gathering<P> now) {
        if (now.isDue(parts)) {
            var mine = now.say(parts);
            now.parent().ifPresentOrElse(parent -> ground.send(parent, mine), () -> conclude(now, mine));
        }
    }

    private void conclude(Gathering<P> now, Part<P> all) {
        now.check(all, view);
        var missing = new TreeSet<>(all.missing());
        if (open == 1) {
            missing.addAll(opening.absent());
        }
        left.forEach((seat, since) -> {
            if (open == 1 || (seat.since() <= all.begun() && all.begun() < since)) {
                missing.add(seat.core());
            }
        });
        Outcome.cores(all.shares()).forEach(missing::remove);
        var shares = all.shares().stream()
                .sorted(Comparator.comparing(share -> share.of().getFirst()))
                .toList();
        var outcome = new Outcome<>(open, shares, List.copyOf(missing));
        opened(new Open<>(view.number(), now.opened().tree(), open + 1, 0, Set.of(), outcome));
    }

    /** To be told several times in each {@link RoundLimits#patienceNanos} while {@link #isWaiting}. */
    public void ticked(long nowNanos) {
        if (isMember && parts.waitedNanos(nowNanos) >= nextOverdue) {
            nextOverdue += limits.patienceNanos();
            if (eldest().equals(core)) {
                overdue(open);
            } else {
                ground.send(eldest(), new Overdue<>(view.number(), open));
            }
        }
    }

    /** Whether this member has handed in something that is not answered. */
    public boolean isWaiting() {
        return !parts.isEmpty();
    }

    /** How this looks from here. */
    public RoundStatus status(long nowNanos) {
        var now = gathering;
        var waited = parts.waitedNanos(nowNanos);
        if (now != null) {
            return new RoundStatus(open, now.isOwing(parts), waited, now.isSaid() ? List.of() : now.waitsFor());
        }
        var isToOpen = hasStood && eldest().equals(core);
        return new RoundStatus(open, false, waited, isToOpen ? opening.waitsFor() : List.of());
    }

    /** Messages that came out of a view or a round that is over, ever. */
    public long refused() {
        return refused;
    }
}
