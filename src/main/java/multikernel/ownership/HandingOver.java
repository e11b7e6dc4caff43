package multikernel.ownership;

import java.util.List;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import multikernel.ownership.Estate.Leaving;
import multikernel.ownership.OwnershipMessage.HandOver;
import multikernel.ownership.OwnershipMessage.HandedOver;

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
        var estate = estates.estate(id);
        if (estate == null || estate.leaving != null || isCounted || !ground.isJoined(to)) {
            return;
        }
        var objects = estates.of(estate);
        if (objects.size() > ground.limits.handoverObjectsMax()
                || !objects.stream().allMatch(owned -> isQuiet(owned, to))) {
            return;
        }
        estate.leaving = new Leaving(ground.ownOperation(), new Start(to, ground.incarnationOf(to)));
        ground.say(to, new HandOver(estate.leaving.operation(), id, estate.ballot + 1, heirs(objects)));
    }

    private static boolean isQuiet(Owned owned, CoreId to) {
        return owned.lock == null
                && owned.underway.isEmpty()
                && owned.quarantined.isEmpty()
                && (owned.sharers.isEmpty() || owned.sharers.equals(Set.of(to)));
    }

    private static List<Heir> heirs(List<Owned> objects) {
        return objects.stream()
                .map(owned -> new Heir(owned.object, owned.descent, owned.epoch, List.copyOf(owned.sharers)))
                .toList();
    }

    /** At the receiver, who knows better than the giver what it holds. */
    void received(CoreId from, HandOver handOver) {
        ground.say(from, new HandedOver(handOver.operation(), handOver.estate(), !isCounted));
        if (isCounted) {
            return;
        }
        owning.owns(handOver.estate());
        var estate = estates.begin(handOver.estate(), handOver.ballot());
        var added = handOver.objects().stream()
                .map(heir -> estates.add(heir.object(), heir.descent(), estate, heir.epoch(), held(heir.object().id())))
                .toList();
        var hint = hints.of(handOver.estate());
        if (hint != null) {
            hint.owned(ground.self, handOver.ballot());
        }
        added.forEach(estates::finish);
    }

    private List<CoreId> held(ObjectId object) {
        return holdings.of(object) == null ? List.of() : List.of(ground.self);
    }

    /** At the giver again. */
    void answered(CoreId from, HandedOver handedOver) {
        var estate = estates.estate(handedOver.estate());
        if (estate == null
                || estate.leaving == null
                || !estate.leaving.operation().equals(handedOver.operation())) {
            ground.late(from, handedOver);
        } else if (handedOver.isTaken()) {
            owning.gaveAway(estate, from, estate.ballot + 1);
        } else {
            estate.leaving = null;
            owning.release(estate.waiting);
            List.copyOf(estates.of(estate)).forEach(estates::finish);
        }
    }

    /** What was on its way to a core that has ended is nobody's now, unless others say that they hold copies. */
    void ended(Start start) {
        for (var estate : List.copyOf(estates.estates())) {
            if (estate.leaving != null && estate.leaving.to().equals(start)) {
                estates.forget(estate);
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
