package multikernel.ownership;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.capability.ObjectId;
import multikernel.ownership.OwnershipMessage.Inherit;
import multikernel.ownership.OwnershipMessage.OwnerIs;

/** The next owner of an estate whose owner was lost takes it, then tells all who hold copies. */
final class Inheriting {

    private final Ground ground;
    private final Hints hints;
    private final Estates estates;
    private final Asking asking;
    private final Owning owning;
    private final Deleting deleting;
    private final Counting counting;
    private final Map<ObjectId, List<Heir>> parts = new LinkedHashMap<>();

    Inheriting(
            Ground ground,
            Hints hints,
            Estates estates,
            Asking asking,
            Owning owning,
            Deleting deleting,
            Counting counting) {
        this.ground = ground;
        this.hints = hints;
        this.estates = estates;
        this.asking = asking;
        this.owning = owning;
        this.deleting = deleting;
        this.counting = counting;
    }

    void viewed() {
        parts.clear();
    }

    void inherited(CoreId from, Inherit inherit) {
        if (!counting.isIn(inherit.view(), inherit.round())) {
            ground.late(from, inherit);
            return;
        }
        var heirs = parts.computeIfAbsent(inherit.estate(), fresh -> new ArrayList<>());
        heirs.addAll(inherit.heirs());
        if (!inherit.isLast()) {
            return;
        }
        parts.remove(inherit.estate());
        owning.owns(inherit.estate());
        var realm = estates.insert(Heir.estate(heirs), inherit.ballot(), Heir.epochs(heirs));
        // Nobody has said who of them wants to be asked.
        estates.of(realm).forEach(owned -> owned.mayBeRefused = true);
        for (var sharer : Estates.sharers(estates.of(realm))) {
            ground.say(sharer, new OwnerIs(inherit.estate(), inherit.ballot()));
        }
    }

    void ownerIs(CoreId owner, OwnerIs is) {
        var hint = hints.of(is.estate());
        if (hint == null || hint.ballot() >= is.ballot()) {
            ground.late(owner, is);
            return;
        }
        hint.owned(owner, is.ballot());
        deleting.ownerIs(hint);
        asking.ownerIs(hint);
    }
}
