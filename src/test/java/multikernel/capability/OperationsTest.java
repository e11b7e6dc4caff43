package multikernel.capability;

import static multikernel.base.Refusal.BAD_COUNT;
import static multikernel.base.Refusal.BAD_OFFSET;
import static multikernel.base.Refusal.BAD_SIZE;
import static multikernel.base.Refusal.MORE_RIGHTS;
import static multikernel.base.Refusal.NOT_DERIVABLE;
import static multikernel.base.Refusal.NOT_MAPPABLE;
import static multikernel.base.Refusal.NO_RIGHT;
import static multikernel.base.Refusal.NO_SUCH_CAPABILITY;
import static multikernel.base.Refusal.OUT_OF_RANGE;
import static multikernel.base.Refusal.REVOKE_FIRST;
import static multikernel.base.Refusal.STAYS_HOME;
import static multikernel.capability.CapabilityType.CORE;
import static multikernel.capability.CapabilityType.DEVICE_FRAME;
import static multikernel.capability.CapabilityType.DISPATCHER;
import static multikernel.capability.CapabilityType.ENDPOINT;
import static multikernel.capability.CapabilityType.FRAME;
import static multikernel.capability.CapabilityType.RAM;
import static multikernel.capability.CapabilityType.TABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import multikernel.base.Check;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final long PAGE = 4096;
    private static final Described MEMORY = object(1, RAM, 16 * PAGE, 8 * PAGE);

    private final Lineage lineage = new Lineage();

    @Test
    void shouldMakeAsManyObjectsAsFitFromAnyOffset() {
        lineage.root(MEMORY, ZERO);
        assertEquals(
                Check.plan(new RetypePlan(MEMORY.id(), FRAME, 18 * PAGE, 2 * PAGE, 3)),
                retype(MEMORY, 2 * PAGE, FRAME, 3, 2 * PAGE));
        assertEquals(
                List.of(object(7, FRAME, 18 * PAGE, 2 * PAGE), object(8, FRAME, 20 * PAGE, 2 * PAGE)),
                new RetypePlan(MEMORY.id(), FRAME, 18 * PAGE, 2 * PAGE, 2).objects(ZERO, 1, 7));
    }

    @Test
    void shouldMakeOnlyWhatTheLatticeHasAnEdgeFor() {
        for (var from : CapabilityType.values()) {
            for (var to : CapabilityType.values()) {
                var source = object(1, from, 0, 1 << 20);
                var check = Operations.retype(source, 0, to, 1, to.granularityBytes());
                if (from.derives().contains(to)) {
                    assertEquals(Check.plan(new RetypePlan(source.id(), to, 0, to.granularityBytes(), 1)), check);
                } else {
                    refused(NOT_DERIVABLE, check);
                }
            }
        }
    }

    @Test
    void shouldRefuseOffsetsAndSizesThatAreNoMultiples() {
        lineage.root(MEMORY, ZERO);
        refused(BAD_OFFSET, retype(MEMORY, 1, FRAME, 1, PAGE));
        refused(BAD_OFFSET, retype(MEMORY, -PAGE, FRAME, 1, PAGE));
        refused(BAD_OFFSET, retype(MEMORY, PAGE, TABLE, 1, 4 * PAGE));
        refused(BAD_OFFSET, retype(MEMORY, Long.MIN_VALUE, FRAME, 1, PAGE));
        refused(BAD_SIZE, retype(MEMORY, 0, FRAME, 1, PAGE + 1));
        refused(BAD_SIZE, retype(MEMORY, 0, FRAME, 1, 0));
        refused(BAD_SIZE, retype(MEMORY, 0, FRAME, 1, -PAGE));
        refused(BAD_SIZE, retype(MEMORY, 0, FRAME, 1, Long.MIN_VALUE));
        refused(BAD_SIZE, retype(MEMORY, 0, TABLE, 1, 8 * PAGE), "a table has one leaf in each object");
        refused(BAD_SIZE, retype(MEMORY, 0, DISPATCHER, 1, PAGE));
    }

    @Test
    void shouldRefuseCountsThatCannotFitAndRangesThatReachBeyond() {
        lineage.root(MEMORY, ZERO);
        refused(BAD_COUNT, retype(MEMORY, 0, FRAME, 0, PAGE));
        refused(BAD_COUNT, retype(MEMORY, 0, FRAME, -1, PAGE));
        refused(BAD_COUNT, retype(MEMORY, 0, FRAME, 9, PAGE));
        refused(BAD_COUNT, retype(MEMORY, 0, FRAME, Integer.MAX_VALUE, PAGE));
        refused(OUT_OF_RANGE, retype(MEMORY, 4 * PAGE, FRAME, 5, PAGE));
        refused(OUT_OF_RANGE, retype(MEMORY, 8 * PAGE, FRAME, 1, PAGE));
        refused(OUT_OF_RANGE, retype(MEMORY, 0, FRAME, 1, 9 * PAGE));
    }

    /** What wraps around 64 bits must not be taken for something small. */
    @Test
    void shouldRefuseNumbersThatOverflow() {
        lineage.root(MEMORY, ZERO);
        long huge = 1L << 62;
        refused(OUT_OF_RANGE, retype(MEMORY, huge, FRAME, 1, PAGE));
        refused(OUT_OF_RANGE, retype(MEMORY, Long.MAX_VALUE & -PAGE, FRAME, 1, PAGE));
        refused(OUT_OF_RANGE, retype(MEMORY, 0, FRAME, 1, Long.MAX_VALUE & -PAGE));
        refused(OUT_OF_RANGE, retype(MEMORY, PAGE, FRAME, 1, Long.MAX_VALUE & -PAGE));
        refused(BAD_COUNT, retype(MEMORY, 0, FRAME, 4, huge), "4 times 2^62 is 0");
        refused(BAD_COUNT, retype(MEMORY, 0, FRAME, 1 << 20, 1L << 44), "2^20 times 2^44 is 0");
        refused(BAD_COUNT, retype(MEMORY, huge, FRAME, 1 << 20, PAGE));
    }

    @Test
    void shouldRefuseARangeOfWhichSomethingWasMade() {
        lineage.root(MEMORY, ZERO);
        lineage.derive(MEMORY.id(), object(2, RAM, 18 * PAGE, 2 * PAGE), ZERO);
        for (int offset : new int[] {1, 2, 3}) {
            refused(REVOKE_FIRST, retype(MEMORY, offset * PAGE, FRAME, 1, 2 * PAGE));
        }
        refused(REVOKE_FIRST, retype(MEMORY, 0, FRAME, 1, 8 * PAGE));
        refused(REVOKE_FIRST, retype(MEMORY, 0, FRAME, 8, PAGE), "any of the eight");
        planned(retype(MEMORY, 0, FRAME, 2, PAGE));
        planned(retype(MEMORY, 4 * PAGE, FRAME, 2, 2 * PAGE));
    }

    @Test
    void shouldMakeAnyNumberOfEndpointsOfOneDispatcher() {
        var dispatcher = object(1, DISPATCHER, PAGE, 1024);
        lineage.root(dispatcher, ZERO);
        lineage.derive(dispatcher.id(), object(2, ENDPOINT, PAGE + 5, 1), ZERO);
        planned(retype(dispatcher, 5, ENDPOINT, 1, 1));
        refused(OUT_OF_RANGE, retype(dispatcher, 1024, ENDPOINT, 1, 1));
    }

    @Test
    void shouldMakeNothingOfWhatTheOwnerDoesNotKnow() {
        refused(NO_SUCH_CAPABILITY, retype(MEMORY, 0, FRAME, 1, PAGE));
    }

    @Test
    void shouldGiveACopyAwayOnlyWithTheRightTo() {
        var kept = capability(MEMORY, without(Rights.GRANT));
        refused(NO_RIGHT, Operations.copy(kept, Reach.OTHER_CORE));
        refused(NO_RIGHT, Operations.copy(kept, Reach.SAME_CORE));
        assertEquals(Check.plan(kept), Operations.copy(kept, Reach.SAME_TABLE));
        var granted = capability(MEMORY, new Rights(Rights.GRANT));
        for (var reach : Reach.values()) {
            assertEquals(Check.plan(granted), Operations.copy(granted, reach));
        }
    }

    @Test
    void shouldKeepOnItsCoreWhatMeansNothingElsewhere() {
        for (var type : CapabilityType.values()) {
            var source = capability(object(1, type, 0, PAGE), Rights.ALL);
            if (Set.of(TABLE, DISPATCHER, ENDPOINT, CORE).contains(type)) {
                refused(STAYS_HOME, Operations.copy(source, Reach.OTHER_CORE));
            } else {
                planned(Operations.copy(source, Reach.OTHER_CORE));
            }
            planned(Operations.copy(source, Reach.SAME_CORE));
        }
    }

    @Test
    void shouldMintAnyPartOfTheRightsAndNeverMore() {
        for (int has = 0; has < 16; has++) {
            for (int wants = 0; wants < 16; wants++) {
                var source = capability(MEMORY, new Rights(has));
                var minted = Operations.mint(source, new Rights(wants));
                if ((wants & ~has) == 0) {
                    assertEquals(Check.plan(capability(MEMORY, new Rights(wants))), minted);
                } else {
                    refused(MORE_RIGHTS, minted);
                }
            }
        }
    }

    @Test
    void shouldMapFramesAloneAndAsTheRightsSay() {
        for (var type : CapabilityType.values()) {
            var source = capability(object(1, type, 0, PAGE), Rights.ALL);
            if (type == FRAME || type == DEVICE_FRAME) {
                planned(Operations.map(source, true));
            } else {
                refused(NOT_MAPPABLE, Operations.map(source, false));
            }
        }
        var frame = object(1, FRAME, 0, PAGE);
        refused(NO_RIGHT, Operations.map(capability(frame, without(Rights.READ)), false));
        refused(NO_RIGHT, Operations.map(capability(frame, new Rights(Rights.WRITE)), true));
        refused(NO_RIGHT, Operations.map(capability(frame, new Rights(Rights.READ)), true));
        planned(Operations.map(capability(frame, new Rights(Rights.READ)), false));
    }

    @Test
    void shouldIdentifyOnlyWithTheRightTo() {
        refused(NO_RIGHT, Operations.identify(capability(MEMORY, without(Rights.IDENTIFY))));
        assertEquals(Check.plan(MEMORY), Operations.identify(capability(MEMORY, new Rights(Rights.IDENTIFY))));
    }

    private Check<RetypePlan> retype(Described source, long offset, CapabilityType type, int count, long bytes) {
        return Operations.retype(lineage, source.id(), offset, type, count, bytes);
    }

    private static void refused(Refusal refusal, Check<?> check, String... why) {
        var said = check instanceof Check.Refused<?>(var refused) ? refused.refusal() : null;
        assertEquals(refusal, said, () -> check + " " + String.join("", why));
    }

    private static void planned(Check<?> check, String... why) {
        assertEquals(Check.Plan.class, check.getClass(), () -> check + " " + String.join("", why));
    }

    private static Capability capability(Described object, Rights rights) {
        return new Capability(object, rights);
    }

    private static Rights without(int right) {
        return new Rights(Rights.ALL.bits() & ~right);
    }

    private static Described object(int number, CapabilityType type, long base, long bytes) {
        return new Described(new ObjectId(ZERO, 1, number), type, base, bytes);
    }
}
