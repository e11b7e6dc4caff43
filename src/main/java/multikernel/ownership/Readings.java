package multikernel.ownership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.capability.Capability;
import multikernel.capability.ObjectId;

/** What can be read of a core's capabilities. */
record Readings(Holdings holdings, Estates estates, Owning owning) {

    List<SlotReading> slots() {
        var readings = new ArrayList<SlotReading>();
        holdings.tables()
                .forEach((domain, table) -> table.forEach((address, capability) ->
                        readings.add(slot(holdings.slotAt(domain, address, capability), capability))));
        return readings;
    }

    private SlotReading slot(Slot slot, Capability capability) {
        var holding = holdings.held(capability.object().id());
        var owned = estates.at(capability.object().id());
        return new SlotReading(
                slot.domain(),
                slot.address(),
                capability,
                holding.descent.estate(),
                parent(holding.object.id(), holding.descent),
                holding.hint.owner(),
                holding.hint.ballot(),
                owned == null ? List.of() : owned.sharers.list(),
                holding.views.containsKey(slot.domain()),
                holding.isMarked());
    }

    private static Optional<ObjectId> parent(ObjectId object, Descent descent) {
        return Optional.of(descent.parent()).filter(parent -> !parent.equals(object));
    }

    List<ObjectReading> objects() {
        return estates.objects().stream()
                .sorted(Comparator.<Owned>comparingInt(owned -> owned.descent.generation())
                        .thenComparing(owned -> owned.object.id()))
                .map(this::object)
                .toList();
    }

    private ObjectReading object(Owned owned) {
        List<CoreId> quarantined = owned.quarantined.stream().map(Start::core).toList();
        return new ObjectReading(
                owned.object,
                owned.descent.estate(),
                Optional.ofNullable(estates.parent(owned)).map(parent -> parent.object.id()),
                owned.realm.ballot,
                owned.sharers.list(),
                quarantined,
                owning.lockAbove(owned) != null);
    }
}
