package multikernel.ownership;

import static multikernel.ownership.Talk.APP;
import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.Rights;
import org.junit.jupiter.api.Test;

class CopyingTest {

    private static final Address NOWHERE = new Address(0, 200);

    private final Talk talk = new Talk(3, 16);

    @Test
    void shouldCopyThroughTheOwner() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        var further = talk.copy(1, there, 2);
        assertEquals(CoreId.of(0), talk.slot(2, further).owner());
        assertEquals(
                List.of(CoreId.of(0), CoreId.of(1), CoreId.of(2)),
                talk.slot(0, frame).sharers());
        assertEquals(2, talk.arrived.size());
        talk.check();
    }

    @Test
    void shouldCopyWithinACoreWithoutAMessage() {
        talk.tell(0, new OwnershipEvent.DomainBegan("other"));
        var frame = talk.frame(0, 1);
        var before = talk.links.size();
        talk.placed(0, new Request.Copy(frame, CoreId.of(0), APP));
        talk.placed(0, new Request.Copy(frame, CoreId.of(0), "other"));
        assertEquals(before, talk.links.size());
        talk.check();
    }

    @Test
    void shouldSayWhyItDoesNotCopy() {
        var frame = talk.frame(0, 1);
        talk.refused(Refusal.NO_SUCH_CAPABILITY, "app 0:200", 0, new Request.Copy(NOWHERE, CoreId.of(1), APP));
        talk.refused(
                Refusal.NO_SUCH_DOMAIN,
                "nobody has no table on core-1",
                0,
                new Request.Copy(frame, CoreId.of(1), "nobody"));
        talk.refused(
                Refusal.NO_SUCH_DOMAIN,
                "nobody has no table on core-0",
                0,
                "nobody",
                new Request.Copy(frame, CoreId.of(1), APP));
        talk.refused(Refusal.NO_SUCH_CORE, "the node has 3 cores", 0, new Request.Copy(frame, CoreId.of(7), APP));
        var weak = talk.placed(0, new Request.Mint(frame, new Rights(Rights.READ)))
                .getFirst()
                .address();
        talk.refused(Refusal.NO_RIGHT, "grant", 0, new Request.Copy(weak, CoreId.of(1), APP));
        talk.refused(Refusal.MORE_RIGHTS, "read,write from read", 0, new Request.Mint(weak, new Rights(3)));
        talk.refused(Refusal.NO_RIGHT, "identify", 0, new Request.Identify(weak));
        talk.check();
    }

    @Test
    void shouldRefuseToLetATableLeaveItsCore() {
        var ram = talk.allocate(0, 4);
        var table = talk.placed(0, new Request.Retype(ram, 0, CapabilityType.TABLE, 1, 4 * PAGE))
                .getFirst()
                .address();
        talk.refused(Refusal.STAYS_HOME, "table", 0, new Request.Copy(table, CoreId.of(1), APP));
        talk.check();
    }

    @Test
    void shouldRefuseACopyForAFullTable() {
        var frame = talk.frame(0, 1);
        for (int copies = 0; copies < 256; copies++) {
            talk.copy(0, frame, 1);
        }
        talk.refused(Refusal.TABLE_FULL, "app", 0, new Request.Copy(frame, CoreId.of(1), APP));
        talk.check();
    }

    @Test
    void shouldCopyOnceThoughAskedTwice() {
        var frame = talk.frame(0, 1);
        var request = new Request.Copy(frame, CoreId.of(1), APP);
        var operation = talk.ask(0, request);
        talk.ask(0, APP, request, operation);
        talk.run();
        talk.done(operation);
        var placed = Objects.requireNonNull(talk.answers.remove(operation))
                .getFirst()
                .placed();
        talk.ask(0, APP, request, operation);
        talk.run();
        assertEquals(placed, talk.answer(operation).placed());
        assertEquals(1, talk.slots(1).size());
    }

    @Test
    void shouldHandTheOwnersRoleOverWithTheLastCopy() {
        var frame = talk.frame(0, 1);
        var there = talk.placed(0, new Request.Move(frame, CoreId.of(1), APP))
                .getFirst()
                .address();
        assertEquals(List.of(), talk.slots(0));
        assertEquals(List.of(), talk.cores[0].objects());
        assertEquals(CoreId.of(1), talk.slot(1, there).owner());
        talk.check();
        talk.placed(1, new Request.Delete(there));
        talk.check();
        assertEquals(17 * PAGE, talk.cores[1].availableBytes());
    }

    @Test
    void shouldKeepTheOwnersRoleWhileOthersHoldCopies() {
        var frame = talk.frame(0, 1);
        talk.copy(0, frame, 2);
        var there = talk.placed(0, new Request.Move(frame, CoreId.of(1), APP))
                .getFirst()
                .address();
        assertEquals(CoreId.of(0), talk.slot(1, there).owner());
        talk.check();
    }

    @Test
    void shouldSendBackWhatTheNewOwnerStillAsked() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.ask(0, new Request.Move(frame, CoreId.of(1), APP));
        talk.deliverAll(0, 1);
        talk.deliverAll(1, 0);
        var copy = talk.ask(1, new Request.Copy(there, CoreId.of(2), APP));
        var other = talk.arrived.getLast().address();
        var delete = talk.ask(1, new Request.Delete(other));
        talk.run();
        talk.done(copy);
        talk.done(delete);
        assertEquals(CoreId.of(1), talk.slots(1).getFirst().owner());
        talk.check();
    }

    @Test
    void shouldHoldTheSourceWhileItMoves() {
        var frame = talk.frame(0, 1);
        var move = talk.ask(0, new Request.Move(frame, CoreId.of(1), APP));
        var use = talk.ask(0, new Request.Delete(frame));
        talk.refused(Refusal.BUSY, "app " + frame + " is being moved", use);
        talk.run();
        talk.done(move);
        talk.refused(Refusal.NO_SUCH_CAPABILITY, "app " + frame, 0, new Request.Identify(frame));
    }

    @Test
    void shouldLeaveTheSourceWhereAMoveIsRefused() {
        var frame = talk.frame(0, 1);
        talk.refused(
                Refusal.NO_SUCH_DOMAIN,
                "nobody has no table on core-1",
                0,
                new Request.Move(frame, CoreId.of(1), "nobody"));
        talk.placed(0, new Request.Identify(frame));
        talk.check();
    }

    @Test
    void shouldNotTakeADropForWhatIsOnItsWay() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        var copy = talk.ask(0, new Request.Copy(frame, CoreId.of(1), APP));
        var delete = talk.ask(1, new Request.Delete(there));
        talk.deliverAll(1, 0);
        assertEquals(List.of(CoreId.of(0), CoreId.of(1)), talk.slot(0, frame).sharers());
        talk.run();
        talk.done(copy);
        talk.done(delete);
        talk.check();
    }

    @Test
    void shouldMapOnEveryCoreThatIsNamed() {
        var frame = talk.frame(0, 1);
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0), CoreId.of(1), CoreId.of(2)), true));
        var object = talk.object(0, frame);
        assertEquals(
                Set.of("0 " + object + " app", "1 " + object + " app", "2 " + object + " app"), talk.open.keySet());
        assertEquals(1, talk.slots(1).size());
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(1)), false));
        assertEquals(1, talk.slots(1).size());
        assertEquals(false, talk.open.get("1 " + object + " app"));
        talk.check();
    }

    @Test
    void shouldSayWhyItDoesNotMap() {
        var ram = talk.allocate(0, 2);
        talk.refused(Refusal.NOT_MAPPABLE, "ram", 0, new Request.MapOn(ram, List.of(CoreId.of(0)), false));
        talk.refused(Refusal.NOT_MAPPABLE, "ram", 0, new Request.Unmap(ram));
        var frame = talk.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, PAGE))
                .getFirst()
                .address();
        var mute = talk.placed(0, new Request.Mint(frame, new Rights(Rights.IDENTIFY)))
                .getFirst()
                .address();
        talk.refused(Refusal.NO_RIGHT, "read", 0, new Request.MapOn(mute, List.of(CoreId.of(0)), false));
        var reader = talk.placed(0, new Request.Mint(frame, new Rights(Rights.READ)))
                .getFirst()
                .address();
        talk.refused(Refusal.NO_RIGHT, "write", 0, new Request.MapOn(reader, List.of(CoreId.of(0)), true));
        talk.refused(
                Refusal.NO_RIGHT, "grant", 0, new Request.MapOn(reader, List.of(CoreId.of(0), CoreId.of(1)), false));
        talk.refused(
                Refusal.NO_SUCH_CORE,
                "the node has 3 cores",
                0,
                new Request.MapOn(frame, List.of(CoreId.of(9)), false));
        talk.check();
    }

    @Test
    void shouldTakeAViewBackToWhatTheDomainsCopiesAllow() {
        var frame = talk.frame(0, 1);
        var reader = talk.placed(0, new Request.Mint(frame, new Rights(Rights.READ)))
                .getFirst()
                .address();
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0)), true));
        talk.placed(0, new Request.Delete(frame));
        assertEquals(List.of(false), List.copyOf(talk.open.values()));
        talk.placed(0, new Request.Delete(reader));
        assertTrue(talk.open.isEmpty());
        talk.check();
    }

    @Test
    void shouldCloseTheViewsOfTheDomainThatGaveItsCopyAway() {
        talk.tell(0, new OwnershipEvent.DomainBegan("other"));
        var frame = talk.frame(0, 1);
        talk.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0)), true));
        var other = talk.placed(0, new Request.Move(frame, CoreId.of(0), "other"))
                .getFirst()
                .address();
        assertTrue(talk.open.isEmpty());
        talk.placed(0, "other", new Request.MapOn(other, List.of(CoreId.of(0)), true));
        assertEquals(1, talk.open.size());
        talk.check();
    }
}
