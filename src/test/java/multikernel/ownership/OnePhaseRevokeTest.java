package multikernel.ownership;

import static multikernel.ownership.Talk.APP;
import static multikernel.ownership.Talk.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import org.junit.jupiter.api.Test;

/** Where nobody may refuse a revoke its owner decides alone; where somebody may he is asked. */
class OnePhaseRevokeTest {

    private static final String TAKE = "Take";
    private static final String PREPARE = "Prepare";
    private static final String PERFORM = "Perform";

    private final Talk talk = new Talk(4, 16, OwnershipLimits.DEFAULT, Trees::sequential);

    /** What kinds of messages core 0 has sent since its log was cleared. */
    private TreeSet<String> said(Talk by) {
        return by.log.getFirst().stream()
                .filter(OwnershipEffect.Send.class::isInstance)
                .map(effect -> ((OwnershipEffect.Send) effect).message())
                .map(message -> message instanceof OwnershipMessage.Committing(var about) ? about : message)
                .map(message -> message.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> kinds(String... names) {
        return Stream.of(names).collect(Collectors.toCollection(TreeSet::new));
    }

    private Address mappedFrame(Talk on, Address ram) {
        var frame = on.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, PAGE))
                .getFirst()
                .address();
        on.placed(0, new Request.MapOn(frame, List.of(CoreId.of(0), CoreId.of(1), CoreId.of(2)), true));
        on.log.getFirst().clear();
        return frame;
    }

    @Test
    void shouldTakeEveryCopyWithOneMessageEach() {
        var ram = talk.allocate(0, 2);
        mappedFrame(talk, ram);
        talk.placed(0, new Request.Revoke(ram));
        assertEquals(kinds(TAKE), said(talk));
        assertEquals(1, talk.slots(0).size());
        assertEquals(List.of(), talk.slots(1));
        assertEquals(List.of(), talk.slots(2));
        assertTrue(talk.open.isEmpty(), "a view is left: " + talk.open);
        talk.check();
        talk.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, 2 * PAGE));
        talk.check();
    }

    @Test
    void shouldSayNothingWhereOnlyTheOwnerHoldsCopies() {
        var ram = talk.allocate(0, 2);
        talk.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 2, PAGE));
        talk.log.getFirst().clear();
        talk.placed(0, new Request.Revoke(ram));
        assertEquals(kinds(), said(talk));
        assertEquals(1, talk.slots(0).size());
        talk.check();
    }

    @Test
    void shouldCommitInOnePhaseWhereTheTreeHasInnerCores() {
        var deep = new Talk(4, 16, OwnershipLimits.DEFAULT, OnePhaseRevokeTest::chain);
        var ram = deep.allocate(0, 2);
        mappedFrame(deep, ram);
        deep.placed(0, new Request.Revoke(ram));
        assertEquals(kinds(PERFORM), said(deep));
        assertEquals(List.of(), deep.slots(1));
        assertEquals(List.of(), deep.slots(2));
        deep.check();
    }

    private static multikernel.base.Tree chain(CoreId root, List<CoreId> others) {
        var children = new java.util.LinkedHashMap<CoreId, List<CoreId>>();
        var above = root;
        for (var core : others) {
            children.put(above, List.of(core));
            above = core;
        }
        return new multikernel.base.Tree(root, children);
    }

    @Test
    void shouldAskInTwoPhasesOnceADomainElsewhereWantsToBeAsked() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        talk.copy(0, frame, 2);
        talk.placed(1, new Request.Subscribe(there));
        talk.log.getFirst().clear();
        talk.doAgree = false;
        talk.refused(Refusal.HOLDER_REFUSES, "app on core-1", 0, new Request.Revoke(frame));
        assertTrue(said(talk).contains(PREPARE), "said " + said(talk));
        assertEquals(1, talk.slots(2).size());
        talk.check();
    }

    @Test
    void shouldAskADomainOfTheOwnersOwnCore() {
        var frame = talk.frame(0, 1);
        talk.tell(0, new OwnershipEvent.DomainBegan("other"));
        var others = talk.placed(0, new Request.Copy(frame, CoreId.of(0), "other"))
                .getFirst()
                .address();
        talk.placed(0, "other", new Request.Subscribe(others));
        talk.doAgree = false;
        talk.refused(Refusal.HOLDER_REFUSES, "other on core-0", 0, new Request.Revoke(frame));
        talk.check();
    }

    @Test
    void shouldDecideAloneAgainOnceWhoWantedToBeAskedHasNothing() {
        var frame = talk.frame(0, 1);
        talk.placed(1, new Request.Subscribe(talk.copy(0, frame, 1)));
        talk.placed(0, new Request.Revoke(frame));
        talk.copy(0, frame, 1);
        talk.log.getFirst().clear();
        talk.placed(0, new Request.Revoke(frame));
        assertEquals(kinds(TAKE), said(talk));
        talk.check();
    }

    /** A core that has asked to be asked, and has been answered, is asked, however the messages cross. */
    @Test
    void shouldRefuseASubscriptionThatCrossesTheRevoke() {
        var frame = talk.frame(0, 1);
        var there = talk.copy(0, frame, 1);
        var revoke = talk.ask(0, new Request.Revoke(frame));
        var subscribe = talk.ask(1, new Request.Subscribe(there));
        talk.run();
        talk.done(revoke);
        talk.refused(
                Refusal.BEING_REVOKED,
                talk.object(0, frame) + " was revoked before the owner heard of this",
                subscribe);
        talk.check();
    }

    @Test
    void shouldWaitForACoreThatIsStuckUntilItHasEnded() {
        var ram = talk.allocate(0, 2);
        mappedFrame(talk, ram);
        var revoke = talk.ask(0, new Request.Revoke(ram));
        talk.suspect(1);
        talk.run();
        talk.refused(Refusal.CORE_STUCK, "core-1", revoke);
        assertTrue(talk.open.keySet().stream().anyMatch(view -> view.startsWith("1 ")), "it is stuck, not gone");
        talk.answers.clear();
        talk.end(1);
        talk.run();
        assertFalse(talk.open.keySet().stream().anyMatch(view -> !view.startsWith("1 ")), "open: " + talk.open);
        talk.placed(0, new Request.Retype(ram, 0, CapabilityType.FRAME, 1, 2 * PAGE));
        talk.check();
    }

    /** Whoever inherits an estate has not been told who wants to be asked. */
    @Test
    void shouldAskInTwoPhasesWhereTheOwnerWasLost() {
        var frame = talk.frame(3, 1);
        var mine = talk.copy(3, frame, 0);
        var there = talk.copy(3, frame, 1);
        talk.placed(1, new Request.Subscribe(there));
        talk.suspect(3);
        talk.end(3);
        talk.run();
        talk.doAgree = false;
        talk.refused(Refusal.HOLDER_REFUSES, APP + " on core-1", 0, new Request.Revoke(mine));
        talk.check();
    }
}
