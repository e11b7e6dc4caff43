package multikernel.ownership;

import java.util.List;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import multikernel.ownership.OwnershipMessage.HandOver;
import multikernel.ownership.OwnershipMessage.HandedOver;
import multikernel.ownership.Realm.Leaving;

/**
 * The owner's role goes along with the last copy: to the core that alone holds copies of an estate, once nothing of it
 * is locked or under way. Nobody else has to be told; what that core still asks of this one is sent back to it.
 */
final class HandingOver {

    private final Ground ground;
    private final Hints hints;
    private final Holdings holdings;
    private final Estates estates;
    private final Owning owning;
    /** Whether this core has said what it has, so that it takes nothing until all have. */
    private boolean isCounted;

    HandingOver(Ground ground, Hints hints, Holdings holdings, Estates estates, Owning owning) {
        this.ground = ground;
        this.hints = hints;
        this.holdings = holdings;
        this.estates = estates;
        this.owning = owning;
    }

    /** After a move: whether the role may go along. */
    void consider(ObjectId id, CoreId to) {
        var realm = estates.realm(id);
        if (realm == null || realm.leaving != null || isCounted || !ground.isJoined(to)) {
            return;
        }
        var objects = estates.of(realm);
        if (objects.size() > ground.limits.handoverObjectsMax()
                || !objects.stream().allMatch(owned -> isQuiet(owned, to))) {
            return;
        }
        realm.leaving = new Leaving(ground.ownOperation(), new Start(to, ground.incarnationOf(to)));
        ground.say(to, new HandOver(realm.leaving.operation(), id, realm.ballot + 1, heirs(objects)));
    }

    private static boolean isQuiet(Owned owned, CoreId to) {
        return owned.lock == null
                && owned.underway.isEmpty()
                && owned.quarantined.isEmpty()
                && (owned.sharers.isEmpty() || owned.sharers.equals(Set.of(to)));
    }

    private List<Heir> heirs(List<Owned> objects) {
        return objects.stream()
                .map(owned -> new Heir(
                        owned.object,
                        parentOf(owned),
                        owned.descent.generation(),
                        owned.epoch,
                        List.copyOf(owned.sharers)))
                .toList();
    }

    private ObjectId parentOf(Owned owned) {
        var parent = estates.parent(owned);
        return parent == null ? owned.object.id() : parent.object.id();
    }

    /** At the receiver, who knows better than the giver what it holds. */
    void received(CoreId from, HandOver handOver) {
        ground.say(from, new HandedOver(handOver.operation(), handOver.estate(), !isCounted));
        if (isCounted) {
            return;
        }
        owning.owns(handOver.estate());
        var realm = estates.insert(Heir.estate(handOver.objects()), handOver.ballot(), Heir.epochs(handOver.objects()));
        var hint = hints.of(handOver.estate());
        if (hint != null) {
            hint.owned(ground.self, handOver.ballot());
        }
        for (var owned : estates.of(realm)) {
            if (holdings.of(owned.object.id()) == null) {
                owned.sharers.remove(ground.self);
            }
        }
        estates.of(realm).reversed().forEach(estates::finish);
    }

    /** At the giver again. */
    void answered(CoreId from, HandedOver handedOver) {
        var realm = estates.realm(handedOver.estate());
        if (realm == null || realm.leaving == null || !realm.leaving.operation().equals(handedOver.operation())) {
            ground.late(from, handedOver);
        } else if (handedOver.isTaken()) {
            owning.gaveAway(realm, from, realm.ballot + 1);
        } else {
            realm.leaving = null;
            owning.release(realm.waiting);
        }
    }

    /** What was on its way to a core that has ended is nobody's now, unless others say that they hold copies. */
    void ended(Start start) {
        for (var realm : estates.realms()) {
            if (realm.leaving != null && realm.leaving.to().equals(start)) {
                estates.forget(realm);
            }
        }
    }

    void counted() {
        isCounted = true;
    }

    void countOver() {
        isCounted = false;
    }
}
