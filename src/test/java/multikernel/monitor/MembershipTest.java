package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Member;
import multikernel.base.View;
import multikernel.monitor.Membership.Effect;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);

    private final Membership membership = new Membership(2, 2, 1_000);

    @Test
    void shouldStartOneCoreAtATime() {
        assertEquals(List.of(new Effect.Start(ZERO, 1)), membership.boot(List.of(ZERO, ONE)));
        assertEquals(
                List.of(new Effect.Publish(new View(1, List.of(new Member(ZERO, 1, false))))),
                membership.started(ZERO, 1));
        assertEquals(
                List.of(new Effect.Publish(new View(2, List.of(new Member(ZERO, 1, true)))), new Effect.Start(ONE, 1)),
                membership.joined(ZERO, 1));
    }

    @Test
    void shouldStartALostCoreUnderTheNextIncarnation() {
        bootBoth();
        var effects = membership.lost(ONE, 1, CoreState.FAILED, 0);
        assertEquals(
                List.of(new Effect.Publish(new View(5, List.of(new Member(ZERO, 1, true)))), new Effect.Start(ONE, 2)),
                effects);
        assertEquals(CoreState.FAILED, membership.state(ONE));
        rejoin(ONE, 2);
        assertEquals(CoreState.ONLINE, membership.state(ONE));
    }

    @Test
    void shouldNotBelieveAnOlderIncarnation() {
        bootBoth();
        membership.lost(ONE, 1, CoreState.STUCK, 0);
        assertEquals(List.of(), membership.joined(ONE, 1));
        assertEquals(List.of(), membership.lost(ONE, 1, CoreState.FAILED, 1));
        rejoin(ONE, 2);
        assertEquals(List.of(), membership.lost(ONE, 1, CoreState.FAILED, 2));
        assertEquals(CoreState.ONLINE, membership.state(ONE));
    }

    @Test
    void shouldStartTheNextCoreWhenTheOneThatStartsIsLost() {
        membership.boot(List.of(ZERO, ONE));
        assertEquals(List.of(new Effect.Start(ONE, 1)), membership.lost(ZERO, 1, CoreState.FAILED, 0));
    }

    @Test
    void shouldKeepACoreAwayThatIsLostTooOftenWithinTheWindow() {
        bootBoth();
        var all = new ArrayList<Effect>();
        for (int incarnation = 1; incarnation <= 3; incarnation++) {
            all.addAll(membership.lost(ONE, incarnation, CoreState.FAILED, incarnation));
            rejoin(ONE, incarnation + 1);
        }
        assertEquals(new Effect.GiveUp(ONE, 3), all.getLast());
        assertEquals(CoreState.FAILED, membership.state(ONE));
    }

    @Test
    void shouldForgetLossesThatAreOlderThanTheWindow() {
        bootBoth();
        for (int incarnation = 1; incarnation <= 5; incarnation++) {
            membership.lost(ONE, incarnation, CoreState.FAILED, incarnation * 2_000L);
            rejoin(ONE, incarnation + 1);
        }
        assertEquals(CoreState.ONLINE, membership.state(ONE));
    }

    @Test
    void shouldStartASuccessorThatIsLostBeforeItJoinedOnceMore() {
        bootBoth();
        membership.lost(ONE, 1, CoreState.FAILED, 0);
        assertEquals(List.of(new Effect.Start(ONE, 3)), membership.lost(ONE, 2, CoreState.FAILED, 1));
    }

    @Test
    void shouldNumberViewsWithoutGaps() {
        bootBoth();
        var before = membership.view().number();
        membership.lost(ONE, 1, CoreState.FAILED, 0);
        rejoin(ONE, 2);
        assertEquals(before + 3, membership.view().number());
        assertTrue(membership.view().admits(ONE, 2));
    }

    private void bootBoth() {
        membership.boot(List.of(ZERO, ONE));
        rejoin(ZERO, 1);
        rejoin(ONE, 1);
    }

    private void rejoin(CoreId core, int incarnation) {
        membership.started(core, incarnation);
        membership.joined(core, incarnation);
    }
}
