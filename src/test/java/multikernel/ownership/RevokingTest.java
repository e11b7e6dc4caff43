package multikernel.ownership;

import static multikernel.ownership.Talk.APP;
import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.CapabilityType;
import org.junit.jupiter.api.Test;

class RevokingTest {

    private final Talk talk = new Talk(4, 16);

    @Test
    void shouldLeaveNoCopyButTheOneThatWasAskedThrough() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.copy(1, there, 2);
        talk.copy(0, frame, 0);
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0), CoreId.of(3)), true));
        talk.placed(1, new Request.Revoke(there));
        assertEquals(List.of(), talk.slots(0));
        assertEquals(List.of(), talk.slots(2));
        assertEquals(List.of(), talk.slots(3));
        assertEquals(1, talk.slots(1).size());
        assertTrue(talk.open.isEmpty());
        talk.check();
    }

    @Test
    void shouldEndEverythingMadeFromTheObjectOnEveryCore() {
        var ram = talk.allocate(0, 8);
        var there = talk.copy(0, ram, 1);
        var frames = talk.placed(1, new Request.Retype(there, 0, CapabilityType.FRAME, 4, PAGE));
        talk.copy(1, frames.getFirst().address(), 2);
        talk.placed(0, new Request.Retype(ram, 4 * PAGE, CapabilityType.RAM, 1, PAGE));
        talk.placed(0, new Request.Revoke(ram));
        assertEquals(1, talk.slots(0).size());
        assertEquals(List.of(), talk.slots(1));
        assertEquals(List.of(), talk.slots(2));
        talk.check();
        talk.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, 8 * PAGE));
        talk.check();
    }

    /**
     * Technical Note 013 of Barrelfish, chapter 6, the schedule that acknowledgements alone get wrong: A revokes while
     * a copy goes from B to C; C is asked before the copy comes, B after it has sent it.
     */
    @Test
    void shouldNotLeaveACopyThatWasOnItsWayToAThirdCore() {
        var frame = talk.frame(0, 1);
        var atB = talk.copy(0, frame, 1);
        var copy = talk.ask(1, new Request.Copy(atB, CoreId.of(2), APP));
        talk.deliver(1, 0);
        var revoke = talk.ask(0, new Request.Revoke(frame));
        // whatever A says to B and C about the revoke is heard before the copy comes to C
        talk.deliverAll(0, 1);
        talk.deliverAll(1, 0);
        talk.deliverAll(1, 2);
        assertFalse(talk.answers.containsKey(revoke), "answered while a copy was on its way");
        talk.run();
        talk.done(copy);
        talk.done(revoke);
        assertEquals(List.of(), talk.slots(1));
        assertEquals(List.of(), talk.slots(2));
        talk.check();
    }

    /** The same race the other way round: the revoke is ordered first. */
    @Test
    void shouldRefuseACopyThatTheOwnerHearsOfAfterTheRevoke() {
        var frame = talk.frame(0, 1);
        var atB = talk.copy(0, frame, 1);
        var revoke = talk.ask(0, new Request.Revoke(frame));
        var copy = talk.ask(1, new Request.Copy(atB, CoreId.of(2), APP));
        talk.run();
        talk.done(revoke);
        talk.refused(
                Refusal.BEING_REVOKED, talk.object(0, frame) + " was revoked before the owner heard of this", copy);
        assertEquals(List.of(), talk.slots(2));
        talk.check();
    }

    /**
     * A request that was sent before the revoke and comes after it stands on nothing, though its core holds a copy
     * again.
     */
    @Test
    void shouldRefuseWhatWasAskedThroughACopyThatARevokeTook() {
        var frame = talk.frame(0, 1);
        talk.tell(1, new OwnershipEvent.DomainBegan("other"));
        var mine = talk.copy(0, frame, 1);
        var others = talk.placed(0, new Request.Copy(frame, CoreId.of(1), "other"))
                .getFirst()
                .address();
        var revoke = talk.ask(1, new Request.Revoke(mine));
        var copy = talk.ask(1, "other", new Request.Copy(others, CoreId.of(2), APP));
        talk.run();
        talk.done(revoke);
        talk.refused(Refusal.BEING_REVOKED, talk.object(1, mine) + " was revoked before the owner heard of this", copy);
        talk.check();
    }

    @Test
    void shouldLetOneOfTwoRevokesWin() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        var further = talk.copy(0, frame, 2);
        var one = talk.ask(1, new Request.Revoke(there));
        var two = talk.ask(2, new Request.Revoke(further));
        talk.run();
        talk.done(one);
        talk.refused(Refusal.BEING_REVOKED, talk.object(1, there) + " was revoked before the owner heard of this", two);
        assertEquals(List.of(), talk.slots(2));
        talk.check();
    }

    @Test
    void shouldTakeTheLockAncestorBeforeDescendant() {
        var ram = talk.allocate(0, 8);
        var half = talk.placed(0, new Request.Retype(ram, 0, CapabilityType.RAM, 2, 4 * PAGE));
        var low = talk.copy(0, half.getFirst().address(), 1);
        var frame = talk.placed(1, new Request.Retype(low, 0, CapabilityType.FRAME, 1, PAGE))
                .getFirst()
                .address();
        talk.copy(1, frame, 2);
        var below = talk.ask(1, new Request.Revoke(low));
        talk.deliver(1, 0);
        var above = talk.ask(0, new Request.Revoke(ram));
        var high = talk.copyLater(0, half.getLast().address(), 3);
        talk.run();
        talk.done(below);
        talk.done(above);
        talk.refused(
                Refusal.BEING_REVOKED,
                half.getLast().capability().object().id() + " was revoked before the owner heard of this",
                high);
        assertEquals(1, talk.slots(0).size());
        assertEquals(List.of(), talk.slots(1));
        talk.check();
    }

    @Test
    void shouldRefuseEveryUseOfWhatIsBeingRevoked() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.placed(1, new Request.Subscribe(there));
        var revoke = talk.ask(0, new Request.Revoke(frame));
        talk.deliverAll(0, 1);
        assertTrue(talk.slot(1, there).isMarked());
        for (var request : List.of(
                new Request.Copy(there, CoreId.of(1), APP),
                new Request.Mint(there, new multikernel.capability.Rights(1)),
                new Request.Retype(there, 0, CapabilityType.FRAME, 1, PAGE),
                new Request.Move(there, CoreId.of(2), APP),
                new Request.MapOn(there, List.of(CoreId.of(1)), true),
                new Request.Unmap(there),
                new Request.Revoke(there),
                new Request.Delete(there),
                new Request.Subscribe(there),
                new Request.Identify(there))) {
            talk.refused(Refusal.BEING_REVOKED, "app " + there, talk.ask(1, request));
        }
        talk.run();
        talk.done(revoke);
        talk.check();
    }

    @Test
    void shouldAskWhoWantsToBeAsked() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.placed(1, new Request.Subscribe(there));
        talk.doAgree = false;
        talk.refused(Refusal.HOLDER_REFUSES, "app on core-1", 0, new Request.Revoke(frame));
        assertFalse(talk.slot(1, there).isMarked());
        talk.placed(1, new Request.Copy(there, CoreId.of(2), APP));
        talk.doAgree = true;
        talk.placed(0, new Request.Revoke(frame));
        assertEquals(List.of(), talk.slots(1));
        talk.check();
    }

    @Test
    void shouldTakeSilenceForANo() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.placed(1, new Request.Subscribe(there));
        var revoke = talk.ask(0, new Request.Revoke(frame));
        talk.deliverAll(0, 1);
        talk.toCome.clear();
        assertEquals(1, talk.cores[1].pending());
        talk.nowNanos += OwnershipLimits.DEFAULT.holderNanos();
        talk.tell(1, new OwnershipEvent.Tick());
        talk.run();
        talk.refused(Refusal.HOLDER_REFUSES, "app on core-1 does not answer", revoke);
        talk.check();
    }

    @Test
    void shouldAnswerThatItIsUndecidedOnceTheTimeIsOver() {
        var frame = talk.frame(0, 1);
        talk.copy(0, frame, 1);
        var request = new Request.Revoke(frame);
        var revoke = talk.ask(0, request);
        talk.nowNanos += 1_000_000;
        talk.tell(0, new OwnershipEvent.Tick());
        talk.refused(Refusal.TIMED_OUT, "", revoke);
        talk.answers.clear();
        talk.ask(0, APP, request, revoke);
        talk.run();
        talk.done(revoke);
        talk.check();
    }

    @Test
    void shouldLetADomainThatHasEndedAgree() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.placed(1, new Request.Subscribe(there));
        var revoke = talk.ask(0, new Request.Revoke(frame));
        talk.deliverAll(0, 1);
        talk.toCome.clear();
        talk.tell(1, new OwnershipEvent.DomainEnded(APP));
        talk.run();
        talk.done(revoke);
        talk.check();
    }

    @Test
    void shouldNotRevokeATableThatIsInUse() {
        var ram = talk.allocate(0, 8);
        talk.placed(0, new Request.Retype(ram, 0, CapabilityType.TABLE, 1, 4 * PAGE));
        for (int filled = 0; filled < 254; filled++) {
            talk.copy(0, ram, 0);
        }
        var over = talk.allocate(0, 1);
        assertEquals(1, over.index());
        var table = talk.slots(0).stream()
                .filter(slot -> slot.capability().object().type() == CapabilityType.TABLE)
                .findFirst()
                .orElseThrow();
        var id = table.capability().object().id();
        talk.refused(Refusal.TABLE_NOT_EMPTY, id + " on core-0", 0, new Request.Revoke(ram));
        talk.refused(Refusal.TABLE_NOT_EMPTY, id.toString(), 0, new Request.Delete(table.address()));
        talk.placed(0, new Request.Delete(over));
        talk.placed(0, new Request.Revoke(ram));
        talk.check();
    }

    @Test
    void shouldWaitInTheQueueOfTheLockAndRefuseBeyondItsBound() {
        var limits = new OwnershipLimits(64, 1, 64, 64, 64, 1_000);
        var few = new Talk(3, 16, limits, multikernel.agreement.Trees::sequential);
        var ram = few.allocate(0, 2);
        var frame = few.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, PAGE))
                .getFirst()
                .address();
        var there = few.copy(0, ram, 1);
        few.copy(0, frame, 2);
        few.placed(2, new Request.Subscribe(few.slots(2).getFirst().address()));
        few.doAgree = false;
        var revoke = few.ask(0, new Request.Revoke(frame));
        few.deliverAll(0, 2);
        var waits = few.ask(0, new Request.Revoke(ram));
        var first = few.ask(1, new Request.Retype(there, PAGE, CapabilityType.FRAME, 1, PAGE));
        var second = few.ask(1, new Request.Copy(there, CoreId.of(2), APP));
        few.deliverAll(1, 0);
        few.deliverAll(0, 1);
        few.refused(Refusal.BUSY, "core-0 lets 1 wait", second);
        few.run();
        few.refused(Refusal.HOLDER_REFUSES, "app on core-2", revoke);
        few.refused(Refusal.HOLDER_REFUSES, "app on core-2", waits);
        few.done(first);
        few.check();
    }
}
