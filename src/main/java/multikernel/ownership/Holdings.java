package multikernel.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.CapabilityType;
import multikernel.capability.ObjectId;
import multikernel.capability.Rights;
import multikernel.capability.Table;
import org.jspecify.annotations.Nullable;

/** The tables of one core and what lies in them; it knows no other core. */
final class Holdings {

    /** What a domain's address stands for. */
    record Found(Slot slot, Table table, Capability capability, Holding holding) {

        Rights rights() {
            return capability.rights();
        }
    }

    private final Ground ground;
    private final Hints hints;
    private final TreeMap<String, Table> tables = new TreeMap<>();

    private record Ending(String domain, Table table) {}

    /** The table of a domain that is leaving in this turn. */
    @Nullable
    private Ending ending;

    private final Map<ObjectId, Holding> holdings = new LinkedHashMap<>();
    private final Set<Slot> moving = new LinkedHashSet<>();
    private long changes;
    private long born;
    /** Leaves whose object was revoked while something came to lie in them: gone once they are empty. */
    private final Map<ObjectId, Table> orphans = new LinkedHashMap<>();

    Holdings(Ground ground, Hints hints) {
        this.ground = ground;
        this.hints = hints;
    }

    void domainBegan(String domain) {
        tables.computeIfAbsent(domain, fresh -> new Table());
    }

    /** Rises with every change of what lies in a table. */
    long changes() {
        return changes;
    }

    @Nullable
    Table table(String domain) {
        return tables.get(domain);
    }

    Map<String, Table> tables() {
        return tables;
    }

    Collection<Holding> all() {
        return holdings.values();
    }

    /** What this core has of one estate. */
    List<Holding> ofEstate(ObjectId estate) {
        var hint = hints.of(estate);
        return hint == null ? List.of() : hint.holdings;
    }

    @Nullable
    Holding of(ObjectId object) {
        return holdings.get(object);
    }

    /** Of an object that lies in a table. */
    Holding held(ObjectId object) {
        return Objects.requireNonNull(holdings.get(object));
    }

    /** What lies at an address and can be used now. */
    Optional<Capability> at(String domain, Address address) {
        return usable(domain, address) instanceof Check.Plan<Found>(var found)
                ? Optional.of(found.capability())
                : Optional.empty();
    }

    /** The capability at an address, if an operation may use it now. */
    Check<Found> usable(String domain, Address address) {
        var table = tables.get(domain);
        if (table == null) {
            return Check.refused(Refusal.NO_SUCH_DOMAIN, domain + " has no table on " + ground.self);
        }
        var capability = table.at(address);
        if (capability.isEmpty()) {
            return Check.refused(Refusal.NO_SUCH_CAPABILITY, domain + " " + address);
        }
        var holding = held(capability.get().object().id());
        var slot = holding.slotAt(domain, address);
        if (holding.isMarked()) {
            return Check.refused(Refusal.BEING_REVOKED, domain + " " + address);
        }
        if (!moving.isEmpty() && moving.contains(slot)) {
            return Check.refused(Refusal.BUSY, domain + " " + address + " is being moved");
        }
        return Check.plan(new Found(slot, table, capability.get(), holding));
    }

    void beginMove(Slot slot) {
        moving.add(slot);
    }

    void endMove(Slot slot) {
        moving.remove(slot);
    }

    /** The first free place in a table, filled; empty if there is none. */
    Optional<Address> place(Table table, String domain, Passed copy, CoreId owner) {
        var address = table.reserve();
        address.ifPresent(at -> put(table, domain, at, copy, owner));
        return address;
    }

    /** Into a place that is reserved. */
    void put(Table table, String domain, Address at, Passed copy, CoreId owner) {
        table.put(at, copy.capability());
        changes++;
        var holding = holdings.get(copy.object().id());
        if (holding == null) {
            var hint = hints.use(copy.descent().estate(), owner, copy.ballot());
            holding = new Holding(copy.object(), copy.descent(), hint, copy.epoch());
            holdings.put(copy.object().id(), holding);
            hint.holdings.add(holding);
        }
        holding.slots.add(new Slot(domain, at, ++born));
        if (copy.object().type() == CapabilityType.TABLE && leafOf(copy.object().id()) == null) {
            table.addLeaf(copy.object().id());
        }
    }

    /** The table that grew by this object, if it is one of this core's. */
    @Nullable
    private Table leafOf(ObjectId object) {
        for (var table : tables.values()) {
            if (table.leafOf(object).isPresent()) {
                return table;
            }
        }
        return null;
    }

    /** Whether something is in the leaf that the object is, beside these. */
    boolean isLeafInUse(ObjectId object, Collection<Slot> except) {
        for (var entry : tables.entrySet()) {
            var leaf = entry.getValue().leafOf(object);
            if (leaf.isPresent()) {
                int index = leaf.getAsInt();
                long leaving = except.stream()
                        .filter(slot -> slot.domain().equals(entry.getKey())
                                && slot.address().index() == index)
                        .count();
                return entry.getValue().takenInLeaf(index) > leaving;
            }
        }
        return false;
    }

    /** Takes a copy away and what hung on it; whether it was the last on this core. */
    boolean drop(Holding holding, Slot slot) {
        Objects.requireNonNull(tableOf(slot)).remove(slot.address());
        changes++;
        holding.slots.remove(slot);
        moving.remove(slot);
        if (holding.slots.isEmpty()) {
            forget(holding);
            return true;
        }
        weaken(holding, slot.domain());
        return false;
    }

    private void forget(Holding holding) {
        if (!holding.views.isEmpty()) {
            ground.effect(new OwnershipEffect.CloseViews(holding.object.id()));
        }
        holdings.remove(holding.object.id());
        holding.hint.holdings.remove(holding);
        if (holding.object.type() == CapabilityType.TABLE) {
            var table = leafOf(holding.object.id());
            if (table != null) {
                orphans.put(holding.object.id(), table);
            }
        }
        if (!orphans.isEmpty()) {
            orphans.entrySet().removeIf(orphan -> removedLeaf(orphan.getValue(), orphan.getKey()));
        }
        hints.release(holding.hint);
    }

    private static boolean removedLeaf(Table table, ObjectId object) {
        var leaf = table.leafOf(object);
        boolean isEmpty = leaf.isEmpty() || table.takenInLeaf(leaf.getAsInt()) == 0;
        if (isEmpty && leaf.isPresent()) {
            table.removeLeaf(leaf.getAsInt());
        }
        return isEmpty;
    }

    /** A view allows no more than what the domain's copies do. */
    private void weaken(Holding holding, String domain) {
        if (!holding.isHeldBy(domain)) {
            holding.subscribers.remove(domain);
            if (holding.views.remove(domain) != null) {
                ground.effect(new OwnershipEffect.CloseView(holding.object.id(), domain));
            }
        } else if (holding.views.getOrDefault(domain, false) && !allows(holding, domain, Rights.READ | Rights.WRITE)) {
            if (allows(holding, domain, Rights.READ)) {
                open(holding, domain, false);
            } else {
                holding.views.remove(domain);
                ground.effect(new OwnershipEffect.CloseView(holding.object.id(), domain));
            }
        } else if (holding.views.containsKey(domain) && !allows(holding, domain, Rights.READ)) {
            holding.views.remove(domain);
            ground.effect(new OwnershipEffect.CloseView(holding.object.id(), domain));
        }
    }

    /** Whether one copy of the domain has all these rights. */
    boolean allows(Holding holding, String domain, int rights) {
        return holding.slots.stream()
                .filter(slot -> slot.domain().equals(domain))
                .flatMap(slot -> at(slot).stream())
                .anyMatch(capability -> capability.rights().has(rights));
    }

    void open(Holding holding, String domain, boolean write) {
        holding.views.put(domain, write);
        ground.effect(new OwnershipEffect.OpenView(holding.object, domain, write));
    }

    void close(Holding holding) {
        if (!holding.views.isEmpty()) {
            holding.views.clear();
            ground.effect(new OwnershipEffect.CloseViews(holding.object.id()));
        }
    }

    /** The slots of a domain that leaves: from now on it has no table for anything new. */
    List<Slot> endDomain(String domain) {
        var slots = new ArrayList<Slot>();
        var table = tables.remove(domain);
        changes++;
        if (table != null) {
            ending = new Ending(domain, table);
            table.forEach((address, capability) -> slots.add(slotAt(domain, address, capability)));
        }
        return slots;
    }

    Slot slotAt(String domain, Address address, Capability capability) {
        return held(capability.object().id()).slotAt(domain, address);
    }

    /** Its last slot is gone. */
    void domainEnded() {
        ending = null;
    }

    @Nullable
    private Table tableOf(Slot slot) {
        return ending != null && ending.domain().equals(slot.domain()) ? ending.table() : tables.get(slot.domain());
    }

    /** What lies in a slot. */
    Optional<Capability> at(Slot slot) {
        var table = tableOf(slot);
        return table == null ? Optional.empty() : table.at(slot.address());
    }
}
