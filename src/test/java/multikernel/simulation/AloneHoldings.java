package multikernel.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.Capability;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;
import multikernel.capability.Range;
import multikernel.ownership.ObjectReading;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Placed;
import multikernel.ownership.SlotReading;

/** What a core that is alone holds, and what it says of it. */
@SuppressWarnings("NullAway") // every table and address that it looks up is there, or it fails
abstract class AloneHoldings implements Subject {

    record Key(String domain, Address address) {}

    record Thing(Described object, Optional<ObjectId> parent) {}

    record Waiting(OwnershipEvent.Ask ask, List<Placed> placed, TreeSet<Long> pages) {}

    final CoreId core;
    final int incarnation;
    final TreeSet<Long> pages = new TreeSet<>();
    final TreeMap<String, TreeMap<Address, Capability>> tables = new TreeMap<>();
    final List<Thing> things = new ArrayList<>();
    final Set<Start.Viewer> mapped = new HashSet<>();
    final List<Waiting> waiting = new ArrayList<>();
    final Set<String> leaving = new HashSet<>();
    long born;
    List<OwnershipEffect> effects = new ArrayList<>();

    AloneHoldings(CoreId core, int incarnation, Options options) {
        this.core = core;
        this.incarnation = incarnation;
        for (long page = 0; page < options.pagesOfCore() && incarnation == 1; page++) {
            pages.add(core.index() * (long) options.pagesOfCore() + page);
        }
    }

    boolean isFrom(Thing thing, ObjectId object) {
        return thing.object().id().equals(object)
                || things.stream()
                        .anyMatch(parent -> thing.parent()
                                        .equals(Optional.of(parent.object().id()))
                                && isFrom(parent, object));
    }

    List<Key> keysOf(ObjectId object) {
        var keys = new ArrayList<Key>();
        tables.forEach((domain, table) -> table.forEach((address, capability) -> {
            if (capability.object().id().equals(object)) {
                keys.add(new Key(domain, address));
            }
        }));
        return keys;
    }

    void remove(Key key) {
        var removed = tables.get(key.domain()).remove(key.address());
        var object = removed.object().id();
        effects.add(new OwnershipEffect.CloseView(object, key.domain()));
        bury();
    }

    void bury() {
        while (things.removeIf(thing -> {
            boolean isGone = keysOf(thing.object().id()).isEmpty()
                    && things.stream()
                            .noneMatch(each -> each.parent()
                                    .equals(Optional.of(thing.object().id())));
            if (isGone && thing.parent().isEmpty()) {
                for (long at = thing.object().base(); at < thing.object().end(); at += Options.PAGE_BYTES) {
                    pages.add(at / Options.PAGE_BYTES);
                }
            }
            return isGone;
        })) {}
    }

    ObjectId nextId() {
        return new ObjectId(core, incarnation, ++born);
    }

    Placed put(String domain, Capability capability) {
        for (int slot = 0; ; slot++) {
            var address = new Address(0, slot);
            if (tables.get(domain).putIfAbsent(address, capability) == null) {
                return new Placed(core, domain, address, capability);
            }
        }
    }

    void answer(OwnershipEvent.Ask ask, Placed... placed) {
        OperationId operation = ask.operation();
        effects.add(new OwnershipEffect.Answered(operation, new Outcome.Done(operation, 0), List.of(placed), 0));
    }

    void refuse(OwnershipEvent.Ask ask, Refusal refusal) {
        effects.add(new OwnershipEffect.Answered(ask.operation(), new Outcome.Refused(refusal, ""), List.of(), 0));
    }

    @Override
    public long changes() {
        return System.nanoTime();
    }

    @Override
    public List<SlotReading> slots() {
        var slots = new ArrayList<SlotReading>();
        tables.forEach((domain, table) -> table.forEach((address, capability) -> slots.add(new SlotReading(
                domain,
                address,
                capability,
                capability.object().id(),
                Optional.empty(),
                core,
                0,
                List.of(core),
                mapped.contains(new Start.Viewer(capability.object().id(), domain)),
                false))));
        return slots;
    }

    @Override
    public List<ObjectReading> objects() {
        return things.stream()
                .map(thing -> new ObjectReading(
                        thing.object(),
                        thing.object().id(),
                        thing.parent(),
                        0,
                        keysOf(thing.object().id()).isEmpty() ? List.of() : List.of(core),
                        List.of(),
                        false))
                .toList();
    }

    @Override
    public List<Range> free() {
        return pages.stream()
                .map(page -> new Range(page * Options.PAGE_BYTES, Options.PAGE_BYTES))
                .toList();
    }

    @Override
    public List<Range> given() {
        return List.of();
    }

    @Override
    public int pending() {
        return waiting.size();
    }
}
