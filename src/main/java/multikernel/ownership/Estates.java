package multikernel.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import org.jspecify.annotations.Nullable;

/** The estates that one core owns: every object of them, who made it from what, and who holds copies. */
final class Estates {

    private final Ground ground;
    private final Memory memory;
    private final Map<ObjectId, Estate> estates = new LinkedHashMap<>();
    private final Map<ObjectId, Owned> objects = new LinkedHashMap<>();
    private long born;

    Estates(Ground ground, Memory memory) {
        this.ground = ground;
        this.memory = memory;
    }

    /** So many names that nobody has had, one after the other. */
    ObjectId name(int count) {
        var first = new ObjectId(ground.self, ground.incarnation, born + 1);
        born += count;
        return first;
    }

    static ObjectId name(ObjectId first, int index) {
        return new ObjectId(first.born(), first.incarnation(), first.number() + index);
    }

    @Nullable
    Owned at(ObjectId object) {
        return objects.get(object);
    }

    @Nullable
    Estate estate(ObjectId estate) {
        return estates.get(estate);
    }

    Collection<Estate> estates() {
        return estates.values();
    }

    Collection<Owned> objects() {
        return objects.values();
    }

    Estate begin(ObjectId id, long ballot) {
        return estates.computeIfAbsent(id, fresh -> new Estate(id, ballot));
    }

    Owned add(Described object, Descent descent, Estate estate, int epoch, Collection<CoreId> sharers) {
        var owned = new Owned(object, descent, estate, epoch);
        owned.sharers.addAll(sharers);
        objects.put(object.id(), owned);
        return owned;
    }

    @Nullable
    Owned parent(Owned owned) {
        var parent = owned.descent.parent();
        return parent.equals(owned.object.id()) ? null : objects.get(parent);
    }

    List<Owned> children(Owned owned) {
        return objects.values().stream()
                .filter(other -> other.descent.parent().equals(owned.object.id()) && other != owned)
                .toList();
    }

    /** The object, then everything made from it, each after what it was made from. */
    List<Owned> withDescendants(Owned owned) {
        var found = new ArrayList<Owned>(List.of(owned));
        for (int next = 0; next < found.size(); next++) {
            found.addAll(children(found.get(next)));
        }
        return found;
    }

    List<Owned> of(Estate estate) {
        return objects.values().stream().filter(owned -> owned.estate == estate).toList();
    }

    /** Every core that holds a copy of one of these. */
    static SortedSet<CoreId> sharers(Collection<Owned> of) {
        var cores = new TreeSet<CoreId>();
        of.forEach(owned -> cores.addAll(owned.sharers));
        return cores;
    }

    /**
     * Takes the object out if nobody holds it, nothing was made from it and nothing orders it; then what it was made
     * from likewise. Memory that nothing is made from any more goes back to this core's memory server.
     */
    void finish(Owned owned) {
        var next = owned;
        while (next != null && isOver(next)) {
            var parent = parent(next);
            remove(next);
            if (parent == null && next.object.type().isMemory()) {
                memory.reclaim(new Range(next.object.base(), next.object.bytes()));
            }
            next = parent;
        }
    }

    private boolean isOver(Owned owned) {
        return owned.isUnheld()
                && owned.lock == null
                && owned.underway.isEmpty()
                && owned.estate.leaving == null
                && objects.containsKey(owned.object.id())
                && children(owned).isEmpty();
    }

    private void remove(Owned owned) {
        objects.remove(owned.object.id());
        if (of(owned.estate).isEmpty()) {
            estates.remove(owned.estate.id);
        }
    }

    /** What a revoke of the object has ended. */
    void removeDescendants(Owned owned) {
        var below = withDescendants(owned);
        for (int next = below.size() - 1; next > 0; next--) {
            remove(below.get(next));
        }
    }

    /** Undoes what was made for an asker that did not take it. */
    void remove(Described child) {
        var owned = objects.get(child.id());
        if (owned != null) {
            remove(owned);
        }
    }

    /** The whole estate is another core's, or nobody's: its memory does not come back from here. */
    void forget(Estate estate) {
        of(estate).forEach(owned -> objects.remove(owned.object.id()));
        estates.remove(estate.id);
    }
}
