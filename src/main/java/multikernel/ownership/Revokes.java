package multikernel.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.capability.CapabilityType;
import multikernel.ownership.OwnershipMessage.Answer;
import multikernel.ownership.OwnershipMessage.Revoking;
import multikernel.ownership.OwnershipMessage.Subscribing;
import multikernel.ownership.OwnershipMessage.Take;
import org.jspecify.annotations.Nullable;

/**
 * Revoke at the owner: lock the object and everything made from it, wait for what is under way there, then commit with
 * all who hold copies of any of it: in two phases where one of them may refuse, else in one, which the owner alone
 * decides.
 *
 * <p>May refuse: a domain that wants to be asked first ({@link Owned#mayBeRefused}), a core on which a capability table
 * that would go is in use, and the core that asked, for the copy that is to stay may be gone.
 *
 * <p>The lock closes what Technical Note 013 of Barrelfish (chapter 6) shows to go wrong with acknowledgements alone:
 * no copy is on its way while holders are asked, and none sets out before all have dropped theirs.
 */
final class Revokes {

    private final Ground ground;
    private final Estates estates;
    private final Owning owning;
    private final Commitments commitments;
    private final Revoked revoked;
    private final Volleys volleys;
    private final Map<OperationId, Lock> committing = new LinkedHashMap<>();

    /** A revoke in one phase, of cores that the owner reaches by itself. */
    private final class Direct implements Volleys.Aim {

        final Lock lock;

        Direct(Lock lock) {
            this.lock = lock;
        }

        @Override
        public OperationId operation() {
            return lock.revoke.operation();
        }

        @Override
        public String about() {
            return "revoke";
        }

        @Override
        public void reached() {
            estates.revoked(lock.object, lock.revoke.asker());
            end(lock, Optional.empty());
        }

        @Override
        public void delayed(CoreId core) {
            Revokes.this.delayed(lock, core);
        }
    }

    Revokes(Ground ground, Estates estates, Owning owning, Commitments commitments, Revoked revoked, Volleys volleys) {
        this.ground = ground;
        this.estates = estates;
        this.owning = owning;
        this.commitments = commitments;
        this.revoked = revoked;
        this.volleys = volleys;
    }

    /** A domain of the asker's core wants to be asked: from now on a revoke asks. */
    void subscribe(Owned owned, Subscribing subscribing) {
        owned.mayBeRefused |= !subscribing.asker().equals(ground.self);
        owning.answer(subscribing, Optional.empty());
    }

    void order(Owned owned, Revoking revoking) {
        var all = estates.withDescendants(owned);
        var quarantined = quarantined(all);
        if (quarantined.isPresent()) {
            owning.answer(revoking, quarantined.map(Ground::stuck));
            return;
        }
        var lock = new Lock(revoking, owned);
        owning.lock(owned, lock);
        begin(lock, all);
    }

    private static Optional<CoreId> quarantined(List<Owned> objects) {
        for (var each : objects) {
            if (!each.quarantined.isEmpty()) {
                return Optional.of(each.quarantined.first().core());
            }
        }
        return Optional.empty();
    }

    /** Once nothing is under way below the lock. */
    private void begin(Lock lock, List<Owned> all) {
        for (var each : all) {
            if (!each.underway.isEmpty() || (each.lock != null && each.lock != lock)) {
                return;
            }
        }
        var revoke = lock.revoke;
        var owned = lock.object;
        lock.hasBegun = true;
        var proposal =
                new Proposal.NoCopies(owned.object, owned.descent, owned.epoch + 1, revoke.asker(), revoke.kept());
        var sharers = Estates.sharers(all);
        sharers.remove(ground.self);
        var others = List.copyOf(sharers);
        boolean isOne = !mayBeRefused(all, others) && revoke.asker().equals(ground.self) && revoked.isFree(proposal);
        if (isOne && others.size() <= 1) {
            direct(lock, proposal, others);
            return;
        }
        var tree = ground.shape.over(ground.self, others);
        if (isOne && tree.children().size() <= 1) {
            direct(lock, proposal, others);
        } else {
            var commit = ground.ownOperation();
            committing.put(commit, lock);
            commitments.begin(commit, owned.realm.ballot, isOne ? Phases.ONE : Phases.TWO, proposal, tree);
        }
    }

    /** Whether somebody may have a reason to refuse that the owner does not know. */
    private static boolean mayBeRefused(List<Owned> all, List<CoreId> others) {
        for (int each = 0; each < all.size(); each++) {
            var owned = all.get(each);
            boolean isTableBelow = each > 0 && owned.object.type() == CapabilityType.TABLE;
            if (isTableBelow || owned.mayBeRefused && !others.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** One phase, and no core between this one and those that hold copies. */
    private void direct(Lock lock, Proposal.NoCopies proposal, List<CoreId> others) {
        var owned = lock.object;
        var aim = new Direct(lock);
        if (others.isEmpty()) {
            revoked.perform(owned.realm.ballot, proposal);
            aim.reached();
            return;
        }
        var estate = owned.descent.estate();
        int generation = owned.descent.generation();
        volleys.begin(others, number -> new Take(number, owned.realm.ballot, owned.object, estate, generation), aim);
        revoked.perform(owned.realm.ballot, proposal);
    }

    /** Locks of the object and above it that wait for what is under way there: to be found before the object may go. */
    List<Lock> waiting(Owned owned) {
        var waiting = new ArrayList<Lock>();
        for (var each = owned; each != null; each = estates.parent(each)) {
            if (each.lock != null && !each.lock.hasBegun) {
                waiting.add(each.lock);
            }
        }
        return waiting;
    }

    /** Something has ended that these may have waited for. */
    void settled(List<Lock> waiting) {
        for (var lock : waiting) {
            if (lock.object.lock == lock && !lock.hasBegun) {
                begin(lock, estates.withDescendants(lock.object));
            }
        }
    }

    void aborted(OperationId commit, Outcome.Refused refused) {
        var lock = committing.get(commit);
        if (lock != null) {
            lock.refused = Optional.of(refused);
        }
    }

    /** Decided, but these may still use what they hold: whoever waits is told. */
    void delayed(OperationId commit, CoreId core) {
        var lock = committing.get(commit);
        if (lock != null) {
            delayed(lock, core);
        }
    }

    private void delayed(Lock lock, CoreId core) {
        lock.stuck = Optional.of(core);
        var stuck = Ground.stuck(core);
        ground.say(lock.revoke.asker(), new Answer(lock.revoke.operation(), Optional.of(stuck), false));
        owning.refuseAll(lock.waiting, stuck);
    }

    /** The operation that this is the commit of, or null if it is not of a revoke. */
    @Nullable
    OperationId operationOf(OperationId commit) {
        var lock = committing.get(commit);
        return lock == null ? null : lock.revoke.operation();
    }

    void finished(OperationId commit, boolean isCommitted) {
        var lock = committing.remove(commit);
        if (lock == null) {
            return;
        }
        if (isCommitted) {
            estates.revoked(lock.object, lock.revoke.asker());
        }
        end(lock, lock.refused);
    }

    private void end(Lock lock, Optional<Outcome.Refused> refused) {
        owning.unlock(lock.object);
        var above = waiting(lock.object);
        owning.answer(lock.revoke, refused);
        owning.release(lock.waiting);
        estates.finish(lock.object);
        settled(above);
    }

    /** Revokes that have not begun to ask: they need who left, or nobody awaits them. */
    void left(List<CoreId> lost) {
        for (var owned : List.copyOf(estates.objects())) {
            var lock = owned.lock;
            if (lock != null && !lock.hasBegun) {
                var all = estates.withDescendants(owned);
                var quarantined = quarantined(all);
                if (quarantined.isPresent() || lost.contains(lock.revoke.asker())) {
                    end(lock, Optional.of(Ground.stuck(quarantined.orElse(lock.revoke.asker()))));
                } else {
                    begin(lock, all);
                }
            }
        }
    }
}
