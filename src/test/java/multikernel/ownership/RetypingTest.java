package multikernel.ownership;

import static multikernel.ownership.Talk.APP;
import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import org.junit.jupiter.api.Test;

class RetypingTest {

    private final Talk talk = new Talk(3, 16);

    /** Two retypes of one range need one order: at exactly one of the cores it is done. */
    @Test
    void shouldLetOneOfTwoRetypesOfTheSameRangeWin() {
        for (int first = 1; first <= 2; first++) {
            var race = new Talk(3, 16);
            var ram = race.allocate(0, 4);
            var one = race.copy(0, ram, 1);
            var two = race.copy(0, ram, 2);
            var atOne = race.ask(1, new Request.Retype(one, 0, CapabilityType.FRAME, 1, 2 * PAGE));
            var atTwo = race.ask(2, new Request.Retype(two, PAGE, CapabilityType.FRAME, 1, 2 * PAGE));
            race.deliver(first, 0);
            race.run();
            race.done(first == 1 ? atOne : atTwo);
            var made = race.slots(first).getLast().capability().object();
            race.refused(Refusal.REVOKE_FIRST, made.base() + " to " + made.end(), first == 1 ? atTwo : atOne);
            race.check();
        }
    }

    @Test
    void shouldMakeManyAndZeroThemBeforeTheyLieInTheTable() {
        var ram = talk.allocate(0, 4);
        talk.isZeroing = false;
        var retype = talk.ask(0, new Request.Retype(ram, PAGE, CapabilityType.FRAME, 3, PAGE));
        talk.run();
        assertEquals(1, talk.slots(0).size());
        var zero = (OwnershipEffect.Zero) talk.log.get(0).getLast();
        assertEquals(3 * PAGE, zero.bytes());
        talk.tell(0, new OwnershipEvent.Zeroed(zero.base(), zero.bytes()));
        talk.done(retype);
        assertEquals(4, talk.slots(0).size());
        talk.check();
    }

    @Test
    void shouldNotBeginARevokeWhileMemoryIsBeingZeroed() {
        var ram = talk.allocate(0, 4);
        var there = talk.copy(0, ram, 1);
        talk.isZeroing = false;
        var retype = talk.ask(1, new Request.Retype(there, 0, CapabilityType.FRAME, 1, PAGE));
        talk.run();
        var revoke = talk.ask(0, new Request.Revoke(ram));
        talk.run();
        assertEquals(null, talk.answers.get(revoke));
        var zero = (OwnershipEffect.Zero) talk.log.get(1).getLast();
        talk.tell(1, new OwnershipEvent.Zeroed(zero.base(), zero.bytes()));
        talk.run();
        talk.done(retype);
        talk.done(revoke);
        assertEquals(List.of(), talk.slots(1));
        talk.check();
    }

    @Test
    void shouldGiveWhatItMakesTheRightsOfItsSource() {
        var ram = talk.allocate(0, 4);
        var weak = talk.placed(0, new Request.Mint(ram, new Rights(Rights.READ)))
                .getFirst()
                .address();
        var frame = talk.placed(0, new Request.Retype(weak, 0, CapabilityType.FRAME, 1, PAGE));
        assertEquals(new Rights(Rights.READ), frame.getFirst().capability().rights());
        talk.check();
    }

    @Test
    void shouldSayWhyItDoesNotRetype() {
        var ram = talk.allocate(0, 4);
        refused(Refusal.NOT_DERIVABLE, ram, 0, CapabilityType.ENDPOINT, 1, PAGE);
        refused(Refusal.BAD_OFFSET, ram, 17, CapabilityType.FRAME, 1, PAGE);
        refused(Refusal.BAD_SIZE, ram, 0, CapabilityType.FRAME, 1, 17);
        refused(Refusal.BAD_COUNT, ram, 0, CapabilityType.FRAME, 0, PAGE);
        refused(Refusal.OUT_OF_RANGE, ram, 3 * PAGE, CapabilityType.FRAME, 2, PAGE);
        talk.placed(0, new Request.Retype(ram, PAGE, CapabilityType.FRAME, 1, PAGE));
        refused(Refusal.REVOKE_FIRST, ram, 0, CapabilityType.FRAME, 2, PAGE);
        var big = talk.allocate(1, 16);
        for (int filled = 0; filled < 250; filled++) {
            talk.copy(1, big, 1);
        }
        var operation = talk.ask(1, new Request.Retype(big, 0, CapabilityType.FRAME, 16, PAGE));
        talk.run();
        talk.refused(Refusal.TABLE_FULL, APP, operation);
        talk.check();
    }

    @Test
    void shouldUnmakeWhatADomainThatHasEndedAskedFor() {
        var ram = talk.allocate(0, 4);
        var there = talk.copy(0, ram, 1);
        talk.ask(1, new Request.Retype(there, 0, CapabilityType.FRAME, 1, PAGE));
        talk.tell(1, new OwnershipEvent.DomainEnded(APP));
        talk.run();
        assertEquals(1, talk.cores[0].objects().size());
        assertTrue(talk.slots(1).isEmpty());
        talk.check();
    }

    @Test
    void shouldMakeATableGrow() {
        var ram = talk.allocate(0, 4);
        talk.placed(0, new Request.Retype(ram, 0, CapabilityType.TABLE, 1, 4 * PAGE));
        for (int filled = 0; filled < 254; filled++) {
            talk.copy(0, ram, 0);
        }
        assertEquals(1, talk.copy(0, ram, 0).index());
        talk.check();
    }

    private void refused(
            Refusal refusal,
            multikernel.capability.Address address,
            long offset,
            CapabilityType type,
            int count,
            long bytes) {
        OperationId operation = talk.ask(0, new Request.Retype(address, offset, type, count, bytes));
        talk.run();
        assertEquals(refusal, ((Outcome.Refused) talk.answer(operation).outcome()).refusal());
    }
}
