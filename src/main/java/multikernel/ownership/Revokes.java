package multikernel.ownership;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.agreement.Phases;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.ownership.OwnershipMessage.Answer;
import multikernel.ownership.OwnershipMessage.Revoking;

/**
 * Revoke at the owner: lock the object and everything made from it, wait for what is under way there, then commit in
 * two phases with all who hold copies of any of it.
 *
 * <p>The lock closes what Technical Note 013 of Barrelfish (chapter 6) shows to go wrong with acknowledgements alone:
 * no copy is on its way while holders are asked, and none sets out before all have dropped theirs.
 */
final class Revokes {

    private final Ground ground;
    private final Estates estates;
    private final Owning owning;
    private final Commitments commitments;
    private final Map<OperationId, Lock> committing = new LinkedHashMap<>();

    Revokes(Ground ground, Estates estates, Owning owning, Commitments commitments) {
        this.ground = ground;
        this.estates = estates;
        this.owning = owning;
        this.commitments = commitments;
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
        var commit = ground.ownOperation();
        lock.commit = commit;
        committing.put(commit, lock);
        var proposal = new Proposal.NoCopies(
                owned.object, owned.descent, owned.epoch + 1, revoke.asker(), revoke.domain(), revoke.kept());
        var sharers = Estates.sharers(all);
        sharers.remove(ground.self);
        var tree = ground.shape.over(ground.self, List.copyOf(sharers));
        commitments.begin(commit, owned.realm.ballot, Phases.TWO, proposal, tree);
    }

    /** Something under way to or below this object has ended: the locks above it may have waited for that. */
    void settled(Owned owned) {
        for (var each = owned; each != null; each = estates.parent(each)) {
            if (each.lock != null && each.lock.commit == null) {
                begin(each.lock, estates.withDescendants(each));
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
            lock.stuck = Optional.of(core);
            var stuck = Ground.stuck(core);
            ground.say(lock.revoke.asker(), new Answer(lock.revoke.operation(), Optional.of(stuck), false));
            owning.refuseAll(lock.waiting, stuck);
        }
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
        owning.answer(lock.revoke, refused);
        owning.release(lock.waiting);
        estates.finish(lock.object);
        settled(lock.object);
    }

    /** Revokes that have not begun to ask: they need who left, or nobody awaits them. */
    void left(List<CoreId> lost) {
        for (var owned : List.copyOf(estates.objects())) {
            var lock = owned.lock;
            if (lock != null && lock.commit == null) {
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
