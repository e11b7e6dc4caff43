package multikernel.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.capability.CapabilityType;
import multikernel.capability.Described;
import multikernel.capability.Estate;
import multikernel.capability.Gone;
import multikernel.capability.Lineage;
import multikernel.capability.ObjectId;
import multikernel.capability.Range;
import multikernel.capability.RetypePlan;
import org.jspecify.annotations.Nullable;

/**
 * The estates that one core owns: their lineage, and what is under way for each object.
 *
 * <p>Lineage counts a core as a holder as long as one of its incarnations may hold a copy, and while something orders
 * the object or is under way for it.
 */
final class Estates {

    private final Ground ground;
    private final Memory memory;
    private final Lineage lineage = new Lineage();
    private final Map<ObjectId, Realm> realms = new LinkedHashMap<>();
    private final Map<ObjectId, Owned> objects = new LinkedHashMap<>();
    private long born;
    private long bytes;

    Estates(Ground ground, Memory memory) {
        this.ground = ground;
        this.memory = memory;
    }

    /** The first of so many names that nobody has had, one after the other. */
    private long names(int count) {
        long first = born + 1;
        born += count;
        return first;
    }

    Lineage lineage() {
        return lineage;
    }

    @Nullable
    Owned at(ObjectId object) {
        return objects.get(object);
    }

    @Nullable
    Realm realm(ObjectId estate) {
        return realms.get(estate);
    }

    Collection<Realm> realms() {
        return List.copyOf(realms.values());
    }

    /** Of all estates together. */
    long bytes() {
        return bytes;
    }

    /** A look at all, in the order in which they came. */
    Collection<Owned> objects() {
        return objects.values();
    }

    /** A new estate of one object that this core holds. */
    Owned allocate(CapabilityType type, Range range, long ballot) {
        var id = new ObjectId(ground.self, ground.incarnation, names(1));
        var object = new Described(id, type, range.base(), range.bytes());
        lineage.root(object, ground.self);
        bytes += bytes(object);
        var realm = new Realm(id, ballot);
        realms.put(id, realm);
        return know(object, new Descent(object, id, 0), realm, 0, List.of(ground.self));
    }

    /** What the plan makes, for a holder: numbered one after the other. */
    List<Described> make(Owned parent, RetypePlan plan, CoreId holder) {
        var made = plan.objects(ground.self, ground.incarnation, names(plan.count()));
        plan.apply(lineage, made, holder);
        var descent = parent.descent.below(parent.object.id());
        made.forEach(child -> know(child, descent, parent.realm, 0, List.of(holder)));
        return made;
    }

    private Owned know(Described object, Descent descent, Realm realm, int epoch, Collection<CoreId> sharers) {
        var owned = new Owned(object, descent, realm, epoch);
        sharers.forEach(owned.sharers::add);
        objects.put(object.id(), owned);
        return owned;
    }

    @Nullable
    Owned parent(Owned owned) {
        var parent = lineage.parent(owned.object.id());
        return parent.isPresent() ? objects.get(parent.get().id()) : null;
    }

    /** The object, then everything made from it, each after what it was made from. */
    List<Owned> withDescendants(Owned owned) {
        var found = new ArrayList<Owned>();
        found.add(owned);
        for (var object : lineage.descendants(owned.object.id())) {
            found.add(there(object.id()));
        }
        return found;
    }

    /** The root first, each after what it was made from. */
    List<Owned> of(Realm realm) {
        return withDescendants(there(realm.id));
    }

    private Owned there(ObjectId object) {
        return Objects.requireNonNull(objects.get(object), object.toString());
    }

    /** Every core that holds a copy of one of these. */
    static SortedSet<CoreId> sharers(Collection<Owned> of) {
        var cores = new TreeSet<CoreId>();
        of.forEach(owned -> owned.sharers.addTo(cores));
        return cores;
    }

    /** The core counts as a holder from now on. */
    void share(Owned owned, CoreId core) {
        owned.sharers.add(core);
        lineage.shared(owned.object.id(), core);
    }

    /** Takes out whom lineage counts as a holder still, once nothing speaks for it. */
    void finish(Owned owned) {
        if (owned.lock != null || !owned.underway.isEmpty() || owned.realm.leaving != null) {
            return;
        }
        for (var core : lineage.sharers(owned.object.id())) {
            if (!owned.sharers.contains(core) && !owned.isQuarantined(core)) {
                over(lineage.dropped(owned.object.id(), core));
            }
        }
    }

    /** Nothing made from the object is left, and no copy but those of one core. */
    void revoked(Owned owned, CoreId keeper) {
        owned.epoch++;
        owned.sharers.keepOnly(keeper);
        owned.mayBeRefused &= !keeper.equals(ground.self);
        over(lineage.revoked(owned.object.id(), keeper));
    }

    private void over(Gone gone) {
        for (var object : gone.objects()) {
            objects.remove(object.id());
            realms.remove(object.id());
        }
        for (var range : gone.free()) {
            bytes -= range.bytes();
            memory.reclaim(range);
        }
    }

    /** What the estate of this root has that goes back to a memory server in the end. */
    private static long bytes(Described root) {
        return root.type().isReclaimed() ? root.bytes() : 0;
    }

    /** The whole estate is another core's, or nobody's: its memory does not come back from here. */
    void forget(Realm realm) {
        lineage.extract(realm.id).ifPresent(estate -> {
            bytes -= bytes(estate.root());
            estate.kin().forEach(kin -> objects.remove(kin.object().id()));
        });
        realms.remove(realm.id);
    }

    /** An estate that this core owns from now on. */
    Realm insert(Estate estate, long ballot, Map<ObjectId, Integer> epochs) {
        lineage.insert(estate);
        var root = estate.root();
        bytes += bytes(root);
        var realm = new Realm(root.id(), ballot);
        realms.put(root.id(), realm);
        for (var kin : estate.kin()) {
            var descent = new Descent(root, kin.parent(), kin.generation());
            know(kin.object(), descent, realm, epochs.getOrDefault(kin.object().id(), 0), kin.sharers());
        }
        return realm;
    }
}
