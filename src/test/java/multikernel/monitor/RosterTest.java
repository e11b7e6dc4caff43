package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Member;
import multikernel.base.View;
import multikernel.monitor.Roster.Effect;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);

    private final Roster roster = new Roster(2, 2, 1_000);

    @Test
    void shouldStartOneCoreAtATime() {
        assertEquals(List.of(new Effect.Start(ZERO, 1)), roster.boot(List.of(ZERO, ONE)));
        assertEquals(
                List.of(new Effect.Publish(new View(1, List.of(new Member(ZERO, 1, true)))), new Effect.Start(ONE, 1)),
                roster.started(ZERO, 1));
        assertEquals(
                List.of(new Effect.Publish(new View(2, List.of(new Member(ZERO, 1, true), new Member(ONE, 1, false))))),
                roster.started(ONE, 1));
        assertEquals(CoreState.OFFLINE, roster.state(ONE));
        roster.joined(ONE, 1);
        assertEquals(CoreState.ONLINE, roster.state(ONE));
    }

    @Test
    void shouldPromoteACoreThatWasJoiningWhenTheLastOneThatHadJoinedIsLost() {
        roster.boot(List.of(ZERO, ONE));
        roster.started(ZERO, 1);
        roster.started(ONE, 1);
        var effects = roster.lost(ZERO, 1, CoreState.FAILED, 0);
        assertEquals(
                List.of(new Effect.Publish(new View(3, List.of(new Member(ONE, 1, true)))), new Effect.Start(ZERO, 2)),
                effects);
        assertEquals(CoreState.ONLINE, roster.state(ONE));
    }

    @Test
    void shouldStartALostCoreUnderTheNextIncarnation() {
        bootBoth();
        var effects = roster.lost(ONE, 1, CoreState.FAILED, 0);
        assertEquals(
                List.of(new Effect.Publish(new View(4, List.of(new Member(ZERO, 1, true)))), new Effect.Start(ONE, 2)),
                effects);
        assertEquals(CoreState.FAILED, roster.state(ONE));
        rejoin(ONE, 2);
        assertEquals(CoreState.ONLINE, roster.state(ONE));
    }

    @Test
    void shouldNotBelieveAnOlderIncarnation() {
        bootBoth();
        roster.lost(ONE, 1, CoreState.STUCK, 0);
        assertEquals(List.of(), roster.joined(ONE, 1));
        assertEquals(List.of(), roster.lost(ONE, 1, CoreState.FAILED, 1));
        rejoin(ONE, 2);
        assertEquals(List.of(), roster.lost(ONE, 1, CoreState.FAILED, 2));
        assertEquals(CoreState.ONLINE, roster.state(ONE));
    }

    @Test
    void shouldStartTheNextCoreWhenTheOneThatStartsIsLost() {
        roster.boot(List.of(ZERO, ONE));
        assertEquals(List.of(new Effect.Start(ONE, 1)), roster.lost(ZERO, 1, CoreState.FAILED, 0));
    }

    @Test
    void shouldTakeACoreOutOfTheViewAndBringItBackUnderTheNextIncarnation() {
        bootBoth();
        roster.awaits(ONE);
        assertEquals(
                List.of(new Effect.Publish(new View(4, List.of(new Member(ZERO, 1, true))))), roster.leaves(ONE, 1));
        assertFalse(roster.state(ONE) == CoreState.OFFLINE, "its loop has not ended");
        assertFalse(roster.canReturn(ONE) && roster.state(ONE) == CoreState.OFFLINE);
        assertEquals(List.of(), roster.lost(ONE, 1, CoreState.FAILED, 0));
        roster.left(ONE, 1, CoreState.OFFLINE);
        assertEquals(CoreState.OFFLINE, roster.state(ONE));
        assertTrue(roster.canReturn(ONE) && roster.isAway(ONE));
        assertEquals(List.of(new Effect.Start(ONE, 2)), roster.returns(ONE));
        assertFalse(roster.canReturn(ONE) || roster.isAway(ONE));
        rejoin(ONE, 2);
        assertEquals(CoreState.ONLINE, roster.state(ONE));
        roster.left(ONE, 1, CoreState.OFFLINE);
        assertEquals(CoreState.ONLINE, roster.state(ONE));
    }

    @Test
    void shouldNotStartACoreAgainThatIsLostWhileItLeaves() {
        bootBoth();
        roster.awaits(ONE);
        assertEquals(
                List.of(new Effect.Publish(new View(4, List.of(new Member(ZERO, 1, true))))),
                roster.lost(ONE, 1, CoreState.FAILED, 0));
        assertEquals(List.of(new Effect.Start(ONE, 2)), roster.returns(ONE));
    }

    @Test
    void shouldBringBackACoreThatWasLostTooOften() {
        bootBoth();
        for (int incarnation = 1; incarnation <= 3; incarnation++) {
            assertEquals(incarnation > 3, roster.canReturn(ONE));
            roster.lost(ONE, incarnation, CoreState.FAILED, incarnation);
        }
        assertTrue(roster.canReturn(ONE));
        assertEquals(List.of(new Effect.Start(ONE, 4)), roster.returns(ONE));
        assertFalse(roster.canReturn(ONE));
    }

    @Test
    void shouldKeepACoreAwayThatIsLostTooOftenWithinTheWindow() {
        bootBoth();
        var all = new ArrayList<Effect>();
        for (int incarnation = 1; incarnation <= 3; incarnation++) {
            all.addAll(roster.lost(ONE, incarnation, CoreState.FAILED, incarnation));
            rejoin(ONE, incarnation + 1);
        }
        assertTrue(all.contains(new Effect.GiveUp(ONE, 3)));
        assertEquals(CoreState.FAILED, roster.state(ONE));
    }

    @Test
    void shouldForgetLossesThatAreOlderThanTheWindow() {
        bootBoth();
        for (int incarnation = 1; incarnation <= 5; incarnation++) {
            roster.lost(ONE, incarnation, CoreState.FAILED, incarnation * 2_000L);
            rejoin(ONE, incarnation + 1);
        }
        assertEquals(CoreState.ONLINE, roster.state(ONE));
    }

    @Test
    void shouldStartASuccessorThatIsLostBeforeItJoinedOnceMore() {
        bootBoth();
        roster.lost(ONE, 1, CoreState.FAILED, 0);
        assertEquals(List.of(new Effect.Start(ONE, 3)), roster.lost(ONE, 2, CoreState.FAILED, 1));
    }

    @Test
    void shouldNumberViewsWithoutGaps() {
        bootBoth();
        var before = roster.view().number();
        roster.lost(ONE, 1, CoreState.FAILED, 0);
        rejoin(ONE, 2);
        assertEquals(before + 3, roster.view().number());
        assertTrue(roster.view().admits(ONE, 2));
    }

    private void bootBoth() {
        roster.boot(List.of(ZERO, ONE));
        rejoin(ZERO, 1);
        rejoin(ONE, 1);
    }

    private void rejoin(CoreId core, int incarnation) {
        roster.started(core, incarnation);
        roster.joined(core, incarnation);
    }
}
