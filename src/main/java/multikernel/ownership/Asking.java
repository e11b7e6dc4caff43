package multikernel.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.ownership.OwnershipEffect.Answered;
import org.jspecify.annotations.Nullable;

/**
 * The operations that were asked of one core: each is answered once for each time that it was asked, and done once.
 *
 * <p>One whose answer was "undecided" stays open: asked again, it is waited for again.
 */
final class Asking {

    private final Ground ground;
    private final Hints hints;
    private final Map<OperationId, Open> open = new LinkedHashMap<>();
    private final Recent<Answered> recent;
    /** What an owner was asked that has left: it may have been done, and nobody is left who knows. */
    private final Recent<Outcome.Refused> doubts;

    Asking(Ground ground, Hints hints) {
        this.ground = ground;
        this.hints = hints;
        this.recent = new Recent<>(ground.limits.recentMax());
        this.doubts = new Recent<>(ground.limits.recentMax());
    }

    int size() {
        return open.size();
    }

    /** The operation, if it is to be begun now. */
    @Nullable
    Open ask(OwnershipEvent.Ask ask) {
        var known = recent.of(ask.operation());
        if (known != null) {
            ground.effect(known);
            return null;
        }
        var same = open.get(ask.operation());
        if (same != null) {
            same.isAnswered = false;
            same.deadlineNanos = ask.deadlineNanos();
            return null;
        }
        var fresh = new Open(ask.operation(), ask.domain(), ground.nowNanos(), ask.deadlineNanos());
        if (open.size() >= ground.limits.pendingMax()) {
            refuse(fresh, Ground.refused(Refusal.BUSY, ground.self + " awaits " + open.size()));
            return null;
        }
        return fresh;
    }

    /** It has not ended in the turn that it was asked in; the owner is asked next. */
    void keep(Open operation, Open.Errand errand) {
        operation.errand = errand;
        var hint = errand.hint();
        if (hint != null) {
            hint.use();
            operation.saidTo = hint.owner();
        }
        open.put(operation.operation, operation);
    }

    @Nullable
    Open of(OperationId operation) {
        return open.get(operation);
    }

    /** What an open operation waits for, if it is of this kind. */
    <E> Optional<E> errand(OperationId operation, Class<E> kind) {
        var found = open.get(operation);
        return found != null && kind.isInstance(found.errand) ? Optional.of(kind.cast(found.errand)) : Optional.empty();
    }

    void done(Open operation, List<Placed> placed) {
        long took = ground.nowNanos() - operation.askedNanos;
        end(
                operation,
                new Answered(operation.operation, new Outcome.Done(operation.operation, took / 1000), placed, took));
    }

    void refuse(Open operation, Outcome.Refused refused) {
        long took = ground.nowNanos() - operation.askedNanos;
        end(operation, new Answered(operation.operation, refused, List.of(), took));
    }

    /** The owner's last word on an operation; whether it is open. */
    boolean answered(OwnershipMessage.Answer answer) {
        var found = open.get(answer.operation());
        if (found == null) {
            return false;
        }
        if (answer.refused().isEmpty()) {
            Objects.requireNonNull(found.errand).granted();
            done(found, List.of());
        } else {
            Objects.requireNonNull(found.errand).cancel();
            refuse(found, answer.refused().get());
        }
        return true;
    }

    /** Another core has the owner's role; whether the operation is open. */
    boolean sayAgain(OperationId operation) {
        var found = open.get(operation);
        if (found != null) {
            sayAgain(found);
        }
        return found != null;
    }

    private static void sayAgain(Open operation) {
        var errand = Objects.requireNonNull(operation.errand);
        var hint = errand.hint();
        operation.saidTo = hint == null ? null : hint.owner();
        errand.sayAgain();
    }

    /**
     * These have left. One of them may have been an owner no longer when it was asked, as this core knows by now: it
     * would have said so, and nothing but that.
     */
    void left(List<CoreId> lost) {
        for (var each : all(each -> each.saidTo != null && lost.contains(each.saidTo))) {
            var hint = Objects.requireNonNull(each.errand).hint();
            if (hint != null && !hint.isLost()) {
                doubts.add(each.operation, Ground.stuck(Objects.requireNonNull(each.saidTo)));
                sayAgain(each);
            }
        }
    }

    /** The one who asked is told, and the operation stays open. */
    void undecided(OperationId operation, Outcome.Refused refused) {
        var found = open.get(operation);
        if (found != null && !found.isAnswered) {
            found.isAnswered = true;
            long took = ground.nowNanos() - found.askedNanos;
            ground.effect(new Answered(operation, refused, List.of(), took));
        }
    }

    private void end(Open operation, Answered ended) {
        close(operation);
        var answered = doubted(ended);
        if (!isPassing(answered.outcome())) {
            recent.add(operation.operation, answered);
        }
        if (!operation.isAnswered) {
            ground.effect(answered);
        }
    }

    /** That its source is gone does not say that it was not done before, where that is in doubt. */
    private Answered doubted(Answered ended) {
        if (ended.outcome() instanceof Outcome.Refused(var refusal, var detail)
                && (refusal == Refusal.NO_SUCH_CAPABILITY || refusal == Refusal.BEING_REVOKED)) {
            var doubt = doubts.of(ended.operation());
            if (doubt != null) {
                return new Answered(ended.operation(), doubt, List.of(), ended.tookNanos());
            }
        }
        return ended;
    }

    private void close(Open operation) {
        if (operation.errand != null && open.remove(operation.operation) != null) {
            var hint = operation.errand.hint();
            if (hint != null) {
                hints.release(hint);
            }
        }
    }

    /** What need not be so when it is asked again. */
    private static boolean isPassing(Outcome outcome) {
        return outcome instanceof Outcome.Refused(var refusal, var detail)
                && (refusal == Refusal.BUSY || refusal == Refusal.CORE_STUCK || refusal == Refusal.TIMED_OUT);
    }

    void ticked() {
        for (var each : all(each -> !each.isAnswered && each.deadlineNanos <= ground.nowNanos())) {
            undecided(each.operation, Ground.refused(Refusal.TIMED_OUT, ""));
        }
    }

    /** Nothing that this domain asked is answered any more. */
    void domainEnded(String domain) {
        all(each -> each.domain.equals(domain)).forEach(each -> each.isAnswered = true);
    }

    /** The owner left the view: whoever waits for it is told. */
    void ownerLost(Hint hint) {
        for (var each : awaiting(hint)) {
            var stuck = Ground.stuck(hint.owner());
            doubts.add(each.operation, stuck);
            undecided(each.operation, stuck);
        }
    }

    /** The owner has ended: what nobody waits for is over. */
    void ownerEnded(Hint hint) {
        for (var each : awaiting(hint)) {
            if (each.isAnswered) {
                Objects.requireNonNull(each.errand).cancel();
                close(each);
            }
        }
    }

    /** Nothing is left of the estate. */
    void estateGone(Hint hint) {
        for (var each : awaiting(hint)) {
            Objects.requireNonNull(each.errand).cancel();
            refuse(each, Ground.refused(Refusal.BEING_REVOKED, "nothing is left of " + hint.estate));
        }
    }

    /** There is another owner. */
    void ownerIs(Hint hint) {
        awaiting(hint).forEach(Asking::sayAgain);
    }

    private List<Open> awaiting(Hint hint) {
        return all(each -> each.errand != null && each.errand.hint() == hint);
    }

    private List<Open> all(Predicate<Open> which) {
        var found = new ArrayList<Open>();
        for (var each : open.values()) {
            if (which.test(each)) {
                found.add(each);
            }
        }
        return found;
    }
}
