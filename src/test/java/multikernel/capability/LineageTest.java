package multikernel.capability;

import static multikernel.capability.CapabilityType.CORE;
import static multikernel.capability.CapabilityType.DEVICE_FRAME;
import static multikernel.capability.CapabilityType.DISPATCHER;
import static multikernel.capability.CapabilityType.ENDPOINT;
import static multikernel.capability.CapabilityType.FRAME;
import static multikernel.capability.CapabilityType.PHYSICAL;
import static multikernel.capability.CapabilityType.RAM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;

class LineageTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final CoreId TWO = CoreId.of(2);
    private static final long PAGE = 4096;

    private static final Described MEMORY = object(1, RAM, 0, 16 * PAGE);
    private static final Described PART = object(2, RAM, 4 * PAGE, 8 * PAGE);
    private static final Described FRAME_OF_PART = object(3, FRAME, 6 * PAGE, 2 * PAGE);

    private final Lineage lineage = new Lineage();

    @Test
    void shouldGiveTheRangeBackWithTheLastObjectOfTheEstate() {
        family();
        assertEquals(Gone.NOTHING, lineage.dropped(MEMORY.id(), ZERO));
        assertTrue(lineage.isGhost(MEMORY.id()));
        assertEquals(new Gone(List.of(FRAME_OF_PART), List.of()), lineage.dropped(FRAME_OF_PART.id(), TWO));
        assertEquals(
                new Gone(List.of(PART, MEMORY), List.of(new Range(0, 16 * PAGE))), lineage.dropped(PART.id(), ONE));
        assertEquals(0, lineage.size());
        assertEquals(Found.Overlap.NOT_FOUND, lineage.find(0, 16 * PAGE).overlap());
    }

    @Test
    void shouldHandWhatWasMadeOfAnEndedObjectToItsParent() {
        family();
        assertEquals(new Gone(List.of(PART), List.of()), lineage.dropped(PART.id(), ONE));
        assertFalse(lineage.contains(PART.id()));
        assertEquals(Optional.of(MEMORY), lineage.parent(FRAME_OF_PART.id()));
        assertEquals(List.of(FRAME_OF_PART), lineage.children(MEMORY.id()));
        assertEquals(Optional.empty(), lineage.childWithin(MEMORY.id(), 4 * PAGE, 2 * PAGE));
        assertEquals(Optional.of(FRAME_OF_PART), lineage.childWithin(MEMORY.id(), 4 * PAGE, 3 * PAGE));
        assertEquals(new Gone(List.of(FRAME_OF_PART), List.of()), lineage.revoked(MEMORY.id(), ZERO));
    }

    @Test
    void shouldKeepADispatcherAsAGhostWhileItHasEndpoints() {
        family();
        var dispatcher = object(4, DISPATCHER, 0, 1024);
        var endpoint = object(5, ENDPOINT, 7, 1);
        lineage.derive(MEMORY.id(), dispatcher, ONE);
        lineage.derive(dispatcher.id(), endpoint, ONE);
        lineage.derive(dispatcher.id(), object(6, ENDPOINT, 7, 1), ONE);
        assertEquals(Gone.NOTHING, lineage.dropped(dispatcher.id(), ONE));
        assertTrue(lineage.isGhost(dispatcher.id()));
        assertEquals(1, lineage.dropped(endpoint.id(), ONE).objects().size());
        assertEquals(
                List.of(object(6, ENDPOINT, 7, 1), dispatcher),
                lineage.dropped(object(6, ENDPOINT, 7, 1).id(), ONE).objects());
    }

    @Test
    void shouldLeaveNothingOfARevokedObjectButTheCopiesOfOneCore() {
        family();
        lineage.shared(MEMORY.id(), TWO);
        assertEquals(List.of(ZERO, ONE, TWO), lineage.spread(MEMORY.id()));
        assertEquals(new Gone(List.of(FRAME_OF_PART, PART), List.of()), lineage.revoked(MEMORY.id(), TWO));
        assertEquals(List.of(TWO), lineage.sharers(MEMORY.id()));
        assertEquals(1, lineage.size());
        assertEquals(Optional.empty(), lineage.childWithin(MEMORY.id(), 0, 16 * PAGE));
        lineage.derive(MEMORY.id(), object(9, FRAME, 0, 16 * PAGE), TWO);
    }

    @Test
    void shouldTakeALostCoreOutOfEverything() {
        family();
        lineage.shared(PART.id(), TWO);
        lineage.shared(FRAME_OF_PART.id(), ZERO);
        assertEquals(Gone.NOTHING, lineage.lost(TWO));
        assertEquals(new Gone(List.of(PART), List.of()), lineage.lost(ONE));
        assertEquals(List.of(ZERO), lineage.spread(MEMORY.id()));
        assertEquals(new Gone(List.of(FRAME_OF_PART, MEMORY), List.of(new Range(0, 16 * PAGE))), lineage.lost(ZERO));
    }

    @Test
    void shouldGiveBackNothingThatNoMemoryServerGave() {
        var core = object(3, CORE, 0, 1);
        var device = object(2, DEVICE_FRAME, PAGE, PAGE);
        var physical = object(1, PHYSICAL, 0, PAGE);
        List.of(physical, device, core).forEach(object -> lineage.root(object, ZERO));
        assertEquals(new Gone(List.of(core, device, physical), List.of()), lineage.lost(ZERO));
    }

    @Test
    void shouldChangeNothingWhenCopiesAreTakenAwayFromWhatIsNotThere() {
        family();
        var before = lineage.kin();
        assertEquals(Gone.NOTHING, lineage.dropped(object(9, RAM, 0, PAGE).id(), ZERO));
        assertEquals(Gone.NOTHING, lineage.revoked(object(9, RAM, 0, PAGE).id(), ZERO));
        assertEquals(Gone.NOTHING, lineage.dropped(MEMORY.id(), TWO), "which holds none");
        assertEquals(Optional.empty(), lineage.extract(PART.id()), "which is no root");
        assertFalse(lineage.shared(MEMORY.id(), ZERO), "which holds one already");
        assertEquals(before, lineage.kin());
    }

    @Test
    void shouldThrowRatherThanTakeWhatDoesNotFit() {
        family();
        var before = lineage.kin();
        wrong(() -> lineage.root(object(9, RAM, 15 * PAGE, 2 * PAGE), ZERO));
        wrong(() -> lineage.root(object(9, RAM, 4 * PAGE, PAGE), ZERO));
        wrong(() -> lineage.root(PART, ZERO));
        wrong(() -> lineage.derive(object(9, RAM, 0, PAGE).id(), object(8, RAM, 0, PAGE), ZERO));
        wrong(() -> lineage.derive(MEMORY.id(), object(8, RAM, 15 * PAGE, 2 * PAGE), ZERO));
        wrong(() -> lineage.derive(MEMORY.id(), object(8, RAM, 3 * PAGE, 2 * PAGE), ZERO));
        wrong(() -> lineage.derive(MEMORY.id(), object(8, ENDPOINT, 0, 1), ZERO));
        wrong(() -> lineage.derive(FRAME_OF_PART.id(), object(8, RAM, 6 * PAGE, PAGE), ZERO));
        wrong(() -> lineage.derive(MEMORY.id(), object(3, FRAME, 0, PAGE), ZERO));
        wrong(() -> lineage.shared(object(9, RAM, 0, PAGE).id(), ZERO));
        assertEquals(before, lineage.kin());
        assertEquals(before.size(), lineage.size());
    }

    @Test
    void shouldFindWhatSurroundsWhatIsInsideAndWhatIsOnTheEdge() {
        family();
        assertEquals(found(Found.Overlap.SURROUNDING, FRAME_OF_PART), lineage.find(6 * PAGE, 2 * PAGE));
        assertEquals(found(Found.Overlap.SURROUNDING, PART), lineage.find(4 * PAGE, 2 * PAGE));
        assertEquals(found(Found.Overlap.INNER, FRAME_OF_PART), lineage.find(6 * PAGE, 3 * PAGE));
        assertEquals(found(Found.Overlap.PARTIAL, FRAME_OF_PART), lineage.find(7 * PAGE, 3 * PAGE));
        assertEquals(found(Found.Overlap.PARTIAL, PART), lineage.find(0, 8 * PAGE));
        assertEquals(found(Found.Overlap.PARTIAL, MEMORY), lineage.find(15 * PAGE, 2 * PAGE));
        assertEquals(found(Found.Overlap.INNER, MEMORY), lineage.find(0, 17 * PAGE));
        assertEquals(Found.Overlap.NOT_FOUND, lineage.find(16 * PAGE, PAGE).overlap());
        assertEquals(Optional.of(FRAME_OF_PART), lineage.at(8 * PAGE - 1));
        assertEquals(Optional.of(PART), lineage.at(8 * PAGE));
        assertEquals(Optional.empty(), lineage.at(16 * PAGE));
    }

    /** Made of one another again and again; a walk that called itself for each would end its core. */
    @Test
    void shouldBeAsDeepAsAnyoneMakesIt() {
        int generations = 100_000;
        lineage.root(MEMORY, ZERO);
        var last = MEMORY;
        for (int generation = 1; generation <= generations; generation++) {
            var next = object(1 + generation, RAM, 0, 16 * PAGE);
            lineage.derive(last.id(), next, ZERO);
            last = next;
        }
        assertEquals(generations, lineage.descendants(MEMORY.id()).size());
        assertEquals(generations, lineage.ancestors(last.id()).size());
        assertEquals(Optional.of(last), lineage.at(0));
        var kin = lineage.kin();
        lineage.insert(lineage.extract(MEMORY.id()).orElseThrow());
        assertEquals(kin, lineage.kin());
        assertEquals(kin, Rebuilding.estate(MEMORY, kin.reversed()).kin());
        assertEquals(List.of(ZERO), lineage.spread(MEMORY.id()));
        assertEquals(generations, lineage.revoked(MEMORY.id(), ONE).objects().size());
    }

    @Test
    void shouldNotGrowByWhatNobodyHoldsAnyLonger() {
        lineage.root(MEMORY, ZERO);
        var last = MEMORY;
        for (int generation = 1; generation <= 1_000; generation++) {
            var next = object(1 + generation, RAM, 0, 16 * PAGE);
            lineage.derive(last.id(), next, ZERO);
            lineage.dropped(last.id(), ZERO);
            last = next;
            assertEquals(2, lineage.size());
        }
    }

    private void family() {
        lineage.root(MEMORY, ZERO);
        lineage.derive(MEMORY.id(), PART, ONE);
        lineage.derive(PART.id(), FRAME_OF_PART, TWO);
    }

    private static void wrong(Runnable change) {
        assertThrows(IllegalStateException.class, change::run);
    }

    private static Found found(Found.Overlap overlap, Described object) {
        return new Found(overlap, Optional.of(object));
    }

    private static Described object(int number, CapabilityType type, long base, long bytes) {
        return new Described(new ObjectId(ZERO, 1, number), type, base, bytes);
    }
}
