package multikernel.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Refusal;
import multikernel.capability.ObjectId;
import multikernel.ownership.Holdings.Found;
import multikernel.ownership.OwnershipMessage.Answer;
import multikernel.ownership.OwnershipMessage.Dropping;
import org.jspecify.annotations.Nullable;

/**
 * Delete: a copy goes at once; of a core's last copy the owner is told, and the one who asked is answered when the
 * owner has taken it out.
 *
 * <p>What an owner has to be told survives the owner: the next one is told.
 */
final class Deleting {

    /** The last copy of an object has gone from this core and its owner has not said that it knows. */
    private final class Drop implements Open.Errand {

        final ObjectId object;
        final int epoch;
        final Hint hint;
        final OperationId operation;
        final List<Open> waiting = new ArrayList<>(1);
        /** The owner that was told last. */
        @Nullable
        CoreId saidTo;

        /** Gone before this core said what it holds of a lost owner's estates: no next owner will expect it. */
        boolean isUnexpected;

        Drop(Holding holding) {
            object = holding.object.id();
            epoch = holding.epoch;
            hint = holding.hint;
            operation = ground.ownOperation();
        }

        /** Deleting looks after its drops by itself: they survive the owner. */
        @Override
        @Nullable
        public Hint hint() {
            return null;
        }

        @Override
        public void sayAgain() {
            saidTo = hint.owner();
            var dropping = new Dropping(operation, ground.self, new Claim(object, hint.estate, hint.ballot(), epoch));
            if (hint.owner().equals(ground.self)) {
                owning.requested(ground.self, dropping);
            } else {
                ground.say(hint.owner(), dropping);
            }
        }

        /** Nothing is reserved; the drop itself goes on. */
        @Override
        public void cancel() {}
    }

    private final Ground ground;
    private final Hints hints;
    private final Holdings holdings;
    private final Asking asking;
    private final Owning owning;
    private final Map<OperationId, Drop> drops = new LinkedHashMap<>();

    Deleting(Ground ground, Hints hints, Holdings holdings, Asking asking, Owning owning) {
        this.ground = ground;
        this.hints = hints;
        this.holdings = holdings;
        this.asking = asking;
        this.owning = owning;
    }

    int size() {
        return drops.size();
    }

    void ask(Open open, Request.Delete delete) {
        switch (holdings.usable(open.domain, delete.address())) {
            case Check.Refused<Found> no -> asking.refuse(open, no.refused());
            case Check.Plan<Found>(var found) -> {
                var holding = found.holding();
                boolean isLast = holding.slots.size() == 1;
                if (isLast && holdings.isLeafInUse(holding.object.id(), List.of(found.slot()))) {
                    asking.refuse(
                            open,
                            Ground.refused(
                                    Refusal.TABLE_NOT_EMPTY, holding.object.id().toString()));
                } else {
                    wait(open, drop(holding, found.slot()));
                }
            }
        }
    }

    private void wait(Open open, @Nullable Drop drop) {
        if (drop == null) {
            asking.done(open, List.of());
        } else {
            drop.waiting.add(open);
            asking.keep(open, drop);
            if (drop.hint.isLost()) {
                asking.undecided(open.operation, Ground.stuck(drop.hint.owner()));
            }
        }
    }

    /** Takes a copy away, and tells the owner if it was the last here: then what that waits for. */
    @Nullable
    Drop drop(Holding holding, Slot slot) {
        if (holding.slots.size() > 1) {
            holdings.drop(holding, slot);
            return null;
        }
        holding.hint.use();
        var drop = new Drop(holding);
        drops.put(drop.operation, drop);
        holdings.drop(holding, slot);
        if (!holding.hint.isLost()) {
            drop.sayAgain();
        }
        return drop;
    }

    void domainEnded(String domain) {
        for (var slot : holdings.endDomain(domain)) {
            holdings.at(slot)
                    .ifPresent(
                            capability -> drop(holdings.held(capability.object().id()), slot));
        }
        holdings.domainEnded();
    }

    /** The owner knows; whether this core awaited that. */
    boolean answered(Answer answer) {
        var drop = drops.remove(answer.operation());
        if (drop == null) {
            return false;
        }
        end(drop);
        return true;
    }

    private void end(Drop drop) {
        hints.release(drop.hint);
        drop.waiting.forEach(open -> asking.done(open, List.of()));
    }

    /** Another core has the owner's role; whether this core awaited an answer for a drop. */
    boolean sayAgain(OperationId operation) {
        var drop = drops.get(operation);
        if (drop != null && !drop.hint.isLost()) {
            drop.sayAgain();
        }
        return drop != null;
    }

    void ownerLost(Hint hint) {
        drops.values().stream()
                .filter(drop -> drop.hint == hint)
                .flatMap(drop -> drop.waiting.stream())
                .forEach(open -> asking.undecided(open.operation, Ground.stuck(hint.owner())));
    }

    /** These have left: who of them was told, but was the owner no longer, will not say so. */
    void left(List<CoreId> lost) {
        for (var drop : List.copyOf(drops.values())) {
            if (!drop.hint.isLost() && drop.saidTo != null && lost.contains(drop.saidTo)) {
                drop.sayAgain();
            }
        }
    }

    /** It knows what this core holds from what that said in the census; of what was dropped since it is told. */
    void ownerIs(Hint hint) {
        for (var drop : List.copyOf(drops.values())) {
            if (drop.hint == hint && drop.isUnexpected) {
                drops.remove(drop.operation);
                end(drop);
            } else if (drop.hint == hint) {
                drop.sayAgain();
            }
        }
    }

    /** This core has said what it holds: what it dropped before is not expected by any next owner. */
    void counted() {
        drops.values().stream().filter(drop -> drop.hint.isLost()).forEach(drop -> drop.isUnexpected = true);
    }

    /** The census is over. */
    void countOver() {
        for (var drop : List.copyOf(drops.values())) {
            if (drop.hint.isLost() && drop.isUnexpected) {
                drops.remove(drop.operation);
                end(drop);
            }
        }
    }
}
