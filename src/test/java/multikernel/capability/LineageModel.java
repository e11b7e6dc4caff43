package multikernel.capability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * A lineage so slow that it is obvious: it never forgets an object nor from what it was made, and every query looks at
 * all of them. What is there follows from who holds copies.
 */
final class LineageModel {

    private static final Comparator<Thing> ORDER = Comparator.<Thing, Boolean>comparing(
                    thing -> thing.root().object.type() == CapabilityType.CORE)
            .thenComparing(thing -> thing.object.base())
            .thenComparing(thing -> -thing.object.bytes())
            .thenComparing(thing -> thing.madeFrom().size())
            .thenComparing(thing -> thing.object.type())
            .thenComparing(thing -> thing.object.id());

    /** An object, whether there or not. */
    private final class Thing {

        final Described object;
        final @Nullable Thing from;
        final TreeSet<CoreId> holders = new TreeSet<>();

        Thing(Described object, @Nullable Thing from, CoreId holder) {
            this.object = object;
            this.from = from;
            holders.add(holder);
        }

        List<Thing> madeFrom() {
            var all = new ArrayList<Thing>();
            for (var above = from; above != null; above = above.from) {
                all.add(above);
            }
            return all;
        }

        Thing root() {
            return from == null ? this : from.root();
        }

        boolean isHeldBelow() {
            return things.stream().anyMatch(other -> other.madeFrom().contains(this) && !other.holders.isEmpty());
        }

        boolean isThere() {
            boolean staysAsGhost = from == null || object.type() == CapabilityType.DISPATCHER;
            return !holders.isEmpty() || staysAsGhost && isHeldBelow();
        }

        Optional<Thing> parent() {
            return madeFrom().stream().filter(Thing::isThere).findFirst();
        }

        Estate.Kin kin() {
            var parent = parent().orElse(this).object.id();
            return new Estate.Kin(object, parent, madeFrom().size(), List.copyOf(holders));
        }
    }

    private final List<Thing> things = new ArrayList<>();

    void root(Described object, CoreId holder) {
        things.add(new Thing(object, null, holder));
    }

    void derive(ObjectId parent, Described object, CoreId holder) {
        things.add(new Thing(object, thing(parent), holder));
    }

    void shared(ObjectId object, CoreId core) {
        thing(object).holders.add(core);
    }

    void dropped(ObjectId object, CoreId core) {
        thing(object).holders.remove(core);
    }

    void lost(CoreId core) {
        things.forEach(thing -> thing.holders.remove(core));
    }

    void revoked(ObjectId object, CoreId keeper) {
        var revoked = thing(object);
        for (var thing : things) {
            if (thing.madeFrom().contains(revoked)) {
                thing.holders.clear();
            }
        }
        revoked.holders.clear();
        revoked.holders.add(keeper);
    }

    List<Estate.Kin> kin() {
        return there().stream().map(Thing::kin).toList();
    }

    List<Described> objects() {
        return there().stream().map(thing -> thing.object).toList();
    }

    List<Described> roots() {
        return there().stream()
                .filter(thing -> thing.from == null)
                .map(thing -> thing.object)
                .toList();
    }

    Described rootOf(ObjectId object) {
        return thing(object).root().object;
    }

    List<Described> ancestors(ObjectId object) {
        return thing(object).madeFrom().stream()
                .filter(Thing::isThere)
                .map(thing -> thing.object)
                .toList();
    }

    List<Described> children(ObjectId object) {
        var parent = Optional.of(thing(object));
        return there().stream()
                .filter(thing -> thing.parent().equals(parent))
                .map(thing -> thing.object)
                .toList();
    }

    List<Described> descendants(ObjectId object) {
        return there().stream()
                .filter(thing -> thing.madeFrom().contains(thing(object)))
                .map(thing -> thing.object)
                .toList();
    }

    List<CoreId> sharers(ObjectId object) {
        return List.copyOf(thing(object).holders);
    }

    List<CoreId> spread(ObjectId object) {
        var cores = new TreeSet<>(thing(object).holders);
        descendants(object).forEach(below -> cores.addAll(thing(below.id()).holders));
        return List.copyOf(cores);
    }

    Optional<Described> childWithin(ObjectId object, long base, long bytes) {
        return children(object).stream()
                .filter(child -> child.type().isMemory() && child.overlaps(base, bytes))
                .findFirst();
    }

    Found find(long base, long bytes) {
        var near =
                memory().stream().filter(object -> object.overlaps(base, bytes)).toList();
        long end = base + bytes;
        var partial = near.stream()
                .filter(object ->
                        (object.base() < base || object.end() > end) && !(object.base() <= base && object.end() >= end))
                .findFirst();
        var inner = near.stream()
                .filter(object -> object.base() >= base && object.end() <= end && object.bytes() < bytes)
                .findFirst();
        var surrounding = near.stream()
                .filter(object -> object.base() <= base && object.end() >= end)
                .reduce((longer, shorter) -> shorter);
        if (partial.isPresent()) {
            return new Found(Found.Overlap.PARTIAL, partial);
        }
        if (inner.isPresent()) {
            return new Found(Found.Overlap.INNER, inner);
        }
        return surrounding.isPresent()
                ? new Found(Found.Overlap.SURROUNDING, surrounding)
                : new Found(Found.Overlap.NOT_FOUND, Optional.empty());
    }

    private List<Described> memory() {
        return objects().stream().filter(object -> object.type().isMemory()).toList();
    }

    private List<Thing> there() {
        return things.stream().filter(Thing::isThere).sorted(ORDER).toList();
    }

    private Thing thing(ObjectId id) {
        return things.stream()
                .filter(thing -> thing.object.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
