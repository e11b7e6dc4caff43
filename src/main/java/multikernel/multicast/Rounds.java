package multikernel.multicast;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import multikernel.multicast.Parts.Handed;
import multikernel.multicast.RoundMessage.Close;
import multikernel.multicast.RoundMessage.Enquire;
import multikernel.multicast.RoundMessage.Free;
import multikernel.multicast.RoundMessage.Held;
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
 *   if it is held     after Open: Held --&gt; up, once all below have it;  Free --&gt; down, then members are told
 * </pre>
 *
 * <p>In another view what is under way begins again, of what each member has handed in: so nothing of a member that has
 * ended is left in it, and nothing is in it twice. Of all members none is more than one round ahead, and who is knows
 * what came of the last: the others are told the same. Where it is held that is so of those too who are lost to the
 * others and go on: what anyone is told, all members of that view hold, which is a two-phase commit over the tree.
 */
public final class Rounds<P> {

    private final RoundLimits limits;
    private final Routes routes;
    private final RoundGround<P> ground;
    private final Opening<P> opening;
    private final Telling<P> telling;
    private final Parts<P> parts = new Parts<>();
    /** Of views that this member has not been told of. */
    private final ArrayDeque<RoundMessage<P>> ahead = new ArrayDeque<>();
    /** Who ended before the first round was over. */
    private final Set<GroupPlace> left = new TreeSet<>();

    private Roster view = Roster.NONE;
    private @Nullable CoreId self;
    private boolean isMember;
    private boolean hasStood;
    private long open;
    private Optional<Outcome<P>> last = Optional.empty();
    private @Nullable Gathering<P> gathering;
    private long refused;

    /** @param beginners the first round is not over before each of these has been a member */
    public Rounds(Set<GroupPlace> beginners, RoundLimits limits, Routes routes, RoundGround<P> ground) {
        this.limits = limits;
        this.routes = routes;
        this.ground = ground;
        opening = new Opening<>(beginners);
        telling = new Telling<>(limits, ground);
    }

    /**
     * The members are others. Views come in the order of their numbers, not each of them; one that is not newer changes
     * nothing, unless only now this member knows itself in it.
     *
     * @param mine this member's own number; the same in all views that have it
     */
    public void view(Roster now, Optional<CoreId> mine) {
        boolean isKnown = now.number() == view.number() && (isMember || mine.isEmpty());
        if (now.number() < view.number() || isKnown) {
            return;
        }
        if (open <= 1) {
            left.addAll(view.goneIn(now));
        }
        view = now;
        isMember = mine.isPresent();
        self = mine.orElse(self);
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
            telling.late(parts);
            return Said.ACCEPTED;
        }
        if (parts.count() + telling.count() >= limits.partsMax()) {
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
        if (message.view() > view.number() || self == null) {
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
            case Held<P> held -> inRound(now -> now.heard(held), this::hold);
            case Free<P> free -> inRound(now -> now.isOf(free.round()), this::freed);
            case Part<P> part -> inRound(now -> now.heard(part), this::settle);
            case Overdue<P> overdue -> overdue(overdue.round());
            case Close<P> close -> closed(close.round());
        }
    }

    private void inRound(Predicate<Gathering<P>> counts, Consumer<Gathering<P>> then) {
        var now = gathering;
        if (now != null && counts.test(now)) {
            then.accept(now);
        } else {
            refused++;
        }
    }

    private void takeEffect() {
        if (isMember) {
            parts.takeEffect(open, view);
        }
    }

    private CoreId core() {
        return Objects.requireNonNull(self, "a member");
    }

    private CoreId eldest() {
        return view.view().eldest().orElseThrow().core();
    }

    private void stand() {
        if (hasStood || !isMember) {
            return;
        }
        hasStood = true;
        var absent = open == 0 ? opening.absent() : List.<GroupPlace>of();
        var stand = new Stand<>(
                view.number(), core(), parts.first(), open, parts.begun(), parts.wasOverdue(), last, absent);
        if (eldest().equals(core())) {
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
            var next = opening.open(routes.over(core(), view.others(core())));
            opened(next);
            if (opening.isOverdue()) {
                closed(next.round());
            }
        }
    }

    private void opened(Open<P> next) {
        var now = new Gathering<>(core(), next, view);
        gathering = now;
        now.children().forEach(child -> ground.send(child, next));
        if (open == 0) {
            parts.beginAt(next.round(), now.isExcused());
        } else if (next.round() > open) {
            telling.over(open, next, parts);
        }
        open = next.round();
        last = next.last();
        takeEffect();
        hold(now);
        settle(now);
    }

    private void hold(Gathering<P> now) {
        if (limits.isHeld() && now.hold()) {
            var mine = new Held<P>(view.number(), open, core());
            now.parent().ifPresentOrElse(parent -> ground.send(parent, mine), () -> freed(now));
        }
    }

    private void freed(Gathering<P> now) {
        now.children().forEach(child -> ground.send(child, new Free<>(view.number(), open)));
        telling.tell();
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
        if (open == 1) {
            left.addAll(opening.allAbsent());
        }
        var outcome = Optional.of(now.outcome(all, open == 1 ? left : Set.of()));
        opened(new Open<>(view.number(), now.opened().tree(), open + 1, 0, Set.of(), outcome));
    }

    /** To be told several times in each {@link RoundLimits#patienceNanos} while {@link #isWaiting}. */
    public void ticked(long nowNanos) {
        telling.ticked(parts, nowNanos);
        if (isMember && parts.isOverdue(nowNanos, limits.patienceNanos())) {
            if (eldest().equals(core())) {
                overdue(open);
            } else {
                ground.send(eldest(), new Overdue<>(view.number(), open));
            }
        }
    }

    /** Whether this member has handed in something of whose round it does not know that it is over everywhere. */
    public boolean isWaiting() {
        return !parts.isEmpty() || telling.count() > 0;
    }

    /** How this looks from here. */
    public RoundStatus status(long nowNanos) {
        var waited = Math.max(parts.waitedNanos(nowNanos), telling.waitedNanos(nowNanos));
        if (gathering != null) {
            return new RoundStatus(open, gathering.isOwing(parts), waited, gathering.lacking(telling.count() > 0));
        }
        var isToOpen = hasStood && eldest().equals(self);
        return new RoundStatus(open, false, waited, isToOpen ? opening.waitsFor() : List.of());
    }

    /** Messages that came out of a view or a round that is over, ever. */
    public long refused() {
        return refused;
    }
}
