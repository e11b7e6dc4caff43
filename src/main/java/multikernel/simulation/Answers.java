package multikernel.simulation;

import java.util.List;
import java.util.Objects;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.CapabilityType;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.Placed;
import multikernel.ownership.Request;
import multikernel.simulation.Asked.Word;

/** What must be true when a request is answered: answered means safe. */
final class Answers {

    private final World world;
    private final Ledger ledger;

    Answers(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    void take(Start start, OwnershipEffect.Answered answered) {
        var asked = Violation.found(
                ledger.asked.get(answered.operation()), () -> start + " answers what nobody asked: " + answered);
        Violation.unless(
                asked.start == start && asked.awaited, () -> start + " answers what nobody waits for: " + answered);
        asked.awaited = false;
        boolean isFirst = asked.word == Word.OPEN || asked.word == Word.UNDECIDED;
        switch (answered.outcome()) {
            case Outcome.Done done -> {
                if (isFirst) {
                    done(asked, answered);
                }
                ledger.done++;
                ends(asked, Word.DONE);
            }
            case Outcome.Refused refused -> {
                if (isFirst) {
                    refused(asked, refused);
                }
            }
        }
    }

    private void ends(Asked asked, Word word) {
        asked.word = word;
        if (word == Word.DONE || word == Word.REFUSED) {
            asked.ended = Math.min(asked.ended, ledger.now());
            ledger.pending.remove(asked);
        }
    }

    private void refused(Asked asked, Outcome.Refused refused) {
        var refusal = refused.refusal();
        if (refusal == Refusal.TIMED_OUT) {
            Violation.unless(world.nowNanos >= asked.deadlineNanos, () -> "timed out before its deadline: " + asked);
            ends(asked, Word.UNDECIDED);
        } else if (refusal == Refusal.CORE_STUCK) {
            Violation.unless(ledger.hasSuspected(), () -> "no core was ever stuck: " + asked + ", " + refused);
            ends(asked, Word.UNDECIDED);
        } else {
            if (!(asked.request instanceof Request.MapOn)) {
                requireUndone(asked, refused);
            }
            requireTrue(asked, refused);
            ends(asked, Word.REFUSED);
        }
    }

    /** Of several cores one may refuse, and the others have mapped it: what they have, they keep. */
    private void requireUndone(Asked asked, Outcome.Refused refused) {
        passOn(asked);
        Violation.unless(
                asked.made.stream().noneMatch(copy -> copy.live && copy.start.isRunning()),
                () -> "refused, and done all the same: " + asked + ", " + refused + ", " + asked.made);
    }

    /** What it was thought to have made may be the work of another request for the same. */
    private void passOn(Asked asked) {
        for (var copy : List.copyOf(asked.made)) {
            var other = ledger.reasons.otherBringer(copy);
            if (other != null) {
                asked.made.remove(copy);
                other.made.add(copy);
                copy.by = other;
            }
        }
    }

    /** A refusal that says something that can be looked up is no lie. */
    private void requireTrue(Asked asked, Outcome.Refused refused) {
        var source = asked.source;
        if (refused.refusal() == Refusal.NO_SUCH_CAPABILITY) {
            Violation.unless(source == null || !source.live, () -> "it is there: " + asked + ", " + refused);
        } else if (refused.refusal() == Refusal.REVOKE_FIRST) {
            Violation.unless(
                    source != null && ledger.wasRetyped(source.life),
                    () -> "nothing was ever made from it: " + asked + ", " + refused);
        } else if (refused.refusal() == Refusal.HOLDER_REFUSES) {
            Violation.unless(ledger.hasSubscribed(), () -> "nobody asked to be heard: " + asked + ", " + refused);
        }
    }

    private void done(Asked asked, OwnershipEffect.Answered answered) {
        Violation.unless(
                asked.source != null || asked.request instanceof Request.Allocate,
                () -> "done with what is not there: " + asked);
        for (var placed : answered.placed()) {
            if (asked.request instanceof Request.MapOn) {
                mayHaveMade(asked, placed);
            } else if (asked.makesMax() > 0) {
                claim(asked, placed);
            }
        }
        switch (asked.request) {
            case Request.Allocate allocate -> {
                requireMade(asked, 1);
                asked.made.forEach(copy -> ledger.memory.requireUnused(copy.life));
            }
            case Request.Copy copy -> requireMade(asked, 1);
            case Request.Mint mint -> requireMade(asked, 1);
            case Request.Retype retype -> retyped(asked, retype);
            case Request.Move move -> {
                requireMade(asked, 1);
                requireGone(asked);
            }
            case Request.MapOn map -> mapped(asked, map);
            case Request.Unmap unmap -> unmapped(asked);
            case Request.Revoke revoke -> new Revoked(world, ledger, asked).require();
            case Request.Delete delete -> requireGone(asked);
            case Request.Subscribe subscribe -> ledger.subscribed(Objects.requireNonNull(asked.source));
            case Request.Identify identify -> identified(asked, answered);
        }
    }

    /** What it made may have gone in the same moment, before anybody saw it: a revoke waited for its end. */
    private boolean isSwept(Asked asked) {
        for (var other : ledger.pending) {
            if (other.request instanceof Request.Revoke
                    && other.source != null
                    && asked.source != null
                    && asked.source.life.isFrom(other.source.life)) {
                return true;
            }
        }
        return false;
    }

    private void requireMade(Asked asked, int count) {
        Violation.unless(
                asked.made.size() >= count || isSwept(asked),
                () -> "done, but made " + asked.made + " instead of " + count + ": " + asked);
    }

    private static void requireGone(Asked asked) {
        var source = asked.source;
        Violation.unless(source != null && !source.live, () -> "done, and still there: " + asked);
    }

    /** What is said to have been placed was; two requests for the same may have been taken for one another. */
    private void claim(Asked asked, Placed placed) {
        for (var copy : asked.made) {
            if (isAt(copy, placed)) {
                return;
            }
        }
        for (var other : ledger.asked.values()) {
            for (var copy : other.made) {
                if (isAt(copy, placed) && copy.since >= asked.at) {
                    other.made.remove(copy);
                    var mine = asked.made.size() < asked.makesMax() ? null : asked.made.removeFirst();
                    if (mine != null) {
                        other.made.add(mine);
                        mine.by = other;
                    }
                    asked.made.add(copy);
                    copy.by = asked;
                    return;
                }
            }
        }
        Violation.unless(
                isSwept(asked), () -> "nothing came to lie at " + placed + ": " + asked + " made " + asked.made);
    }

    /** A map uses what is there or brings a copy; one that came meanwhile was not needed of who may yet bring his. */
    private void mayHaveMade(Asked asked, Placed placed) {
        for (var other : ledger.pending) {
            if (other != asked && other.made.removeIf(copy -> isAt(copy, placed) && isTaken(asked, copy))) {
                return;
            }
        }
    }

    private static boolean isTaken(Asked by, Copy copy) {
        if (copy.since < by.at) {
            return false;
        }
        by.made.add(copy);
        copy.by = by;
        return true;
    }

    private static boolean isAt(Copy copy, Placed placed) {
        return copy.start.core.equals(placed.core())
                && copy.domain.equals(placed.domain())
                && copy.address.equals(placed.address())
                && copy.capability.equals(placed.capability());
    }

    private void retyped(Asked asked, Request.Retype retype) {
        requireMade(asked, retype.count());
        for (var copy : asked.made) {
            if (copy.life.object.type() == CapabilityType.FRAME && copy.live) {
                ledger.memory.requireOwnBytes(asked.start, copy.life);
            }
        }
    }

    private void mapped(Asked asked, Request.MapOn map) {
        for (var core : map.cores()) {
            Violation.unless(ledger.memory.hadView(core, asked), () -> "mapped, and no view on " + core + ": " + asked);
        }
    }

    /** A view that is there was opened while the unmap was under way, or later. */
    private void unmapped(Asked asked) {
        for (var start : world.present) {
            for (var view : start.views.values()) {
                Violation.unless(
                        asked.source != null && view.life() != asked.source.life || view.since() > asked.at,
                        () -> "unmapped, and " + start + " has " + view + ": " + asked);
            }
        }
    }

    private static void identified(Asked asked, OwnershipEffect.Answered answered) {
        var source = asked.source;
        Violation.unless(
                source != null
                        && answered.placed().size() == 1
                        && answered.placed().getFirst().capability().equals(source.capability),
                () -> "identified as something else: " + asked + ", " + answered.placed());
    }
}
