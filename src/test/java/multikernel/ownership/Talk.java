package multikernel.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.ObjectId;

/** What a test says to {@link Links}, in few words, and what must hold in them. */
final class Talk extends Links {

    Talk(int count, int pagesPerCore) {
        super(count, pagesPerCore);
    }

    Talk(int count, int pagesPerCore, OwnershipLimits limits, TreeShape shape) {
        super(count, pagesPerCore, limits, shape);
    }

    /** What an operation asked and run to its end placed. */
    List<Placed> placed(int core, Request request) {
        return placed(core, APP, request);
    }

    List<Placed> placed(int core, String domain, Request request) {
        var operation = ask(core, domain, request);
        run();
        var answered = answer(operation);
        assertInstanceOf(Outcome.Done.class, answered.outcome(), () -> request + " " + answered);
        return answered.placed();
    }

    Address allocate(int core, int pages) {
        return placed(core, new Request.Allocate((long) pages * PAGE))
                .getFirst()
                .address();
    }

    /** A frame of so many pages, the RAM that it was made from deleted. */
    Address frame(int core, int pages) {
        var ram = allocate(core, pages);
        var frame = placed(core, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, (long) pages * PAGE));
        placed(core, new Request.Delete(ram));
        return frame.getFirst().address();
    }

    Address copy(int core, Address address, int to) {
        return placed(core, new Request.Copy(address, CoreId.of(to), APP))
                .getFirst()
                .address();
    }

    OperationId copyLater(int core, Address address, int to) {
        return ask(core, new Request.Copy(address, CoreId.of(to), APP));
    }

    OwnershipEffect.Answered answer(OperationId operation) {
        var all = answers.getOrDefault(operation, List.of());
        assertEquals(1, all.size(), () -> operation + " was answered " + all);
        return all.getFirst();
    }

    void refused(Refusal refusal, String detail, int core, Request request) {
        refused(refusal, detail, core, APP, request);
    }

    void refused(Refusal refusal, String detail, int core, String domain, Request request) {
        var operation = ask(core, domain, request);
        run();
        assertEquals(new Outcome.Refused(refusal, detail), answer(operation).outcome());
    }

    void refused(Refusal refusal, String detail, OperationId operation) {
        assertEquals(new Outcome.Refused(refusal, detail), answer(operation).outcome());
    }

    void done(OperationId operation) {
        assertInstanceOf(
                Outcome.Done.class,
                answer(operation).outcome(),
                () -> answer(operation).toString());
    }

    List<SlotReading> slots(int core) {
        return cores[core].slots();
    }

    SlotReading slot(int core, Address address) {
        return slots(core).stream()
                .filter(slot -> slot.domain().equals(APP) && slot.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    ObjectId object(int core, Address address) {
        return slot(core, address).capability().object().id();
    }

    private void checkOwned(List<Integer> live) {
        long owned = live.stream()
                .mapToLong(core -> cores[core].stock().ownedBytes())
                .sum();
        assertEquals(regionBytes, owned, "bytes that the cores say they own");
    }

    /** When nothing is on its way, all cores agree about everything, and no byte is lost. */
    void check() {
        var live = live();
        long free =
                live.stream().mapToLong(core -> cores[core].availableBytes()).sum();
        var given = live.stream().flatMap(core -> cores[core].given().stream()).toList();
        assertEquals(List.of(), given, "given and never taken");
        var owned = new TreeMap<ObjectId, Integer>();
        long roots = 0;
        for (int core : live) {
            for (var object : cores[core].objects()) {
                assertEquals(null, owned.put(object.object().id(), core), "two owners of " + object);
                var holders = live.stream()
                        .filter(each -> slots(each).stream()
                                .anyMatch(slot -> slot.capability().object().equals(object.object())))
                        .map(CoreId::of)
                        .toList();
                assertEquals(holders, object.sharers(), object.toString());
                if (object.parent().isEmpty()
                        || !owned.containsKey(object.parent().get())) {
                    roots += object.object().bytes();
                }
            }
        }
        for (int core : live) {
            for (var slot : slots(core)) {
                assertEquals(
                        slot.owner().index(),
                        owned.get(slot.capability().object().id()),
                        () -> "owner of " + slot);
            }
        }
        assertEquals(regionBytes, free + roots, "bytes free and held");
        checkOwned(live);
        var held = live.stream()
                .flatMap(core -> slots(core).stream()
                        .map(slot -> core + " " + slot.capability().object().id() + " " + slot.domain()))
                .collect(Collectors.toCollection(TreeSet::new));
        open.keySet().forEach(key -> assertEquals(true, held.contains(key), () -> "a view without a copy: " + key));
        live.forEach(core -> assertEquals(0, cores[core].pending(), "operations of " + core + " that never end"));
    }
}
