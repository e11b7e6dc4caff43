package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import multikernel.base.Descent;
import multikernel.base.NodeMember;
import multikernel.base.NodeState;
import multikernel.base.NodeView;
import multikernel.monitor.NodeRoster.Effect;
import multikernel.monitor.NodeRoster.Reason;
import multikernel.monitor.NodeSighting.Phase;
import multikernel.monitor.NodeSighting.Seat;
import org.junit.jupiter.api.Test;

class NodeRosterTest {

    private static final int SEEDS = Integer.getInteger("multikernel.seeds", 2_000);

    private static final Seat OWN = new Seat("own:1", 1);
    private static final Seat OTHER = new Seat("other:1", 2);
    private static final Seat THIRD = new Seat("third:1", 3);
    private static final NodeMember A = new NodeMember("a", 1);
    private static final NodeMember B = new NodeMember("b", 4);
    private static final NodeMember C = new NodeMember("c", 1);

    private final NodeRoster roster = new NodeRoster(OWN, 3);

    @Test
    void shouldGiveOneNumberToOneSetOfMembersWhateverHappens() {
        var withdrawals = new EnumMap<Reason, Integer>(Reason.class);
        for (var seed = 0; seed < SEEDS; seed++) {
            var world = new NodeWorld(seed);
            try {
                world.run(200);
                world.settle();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed, failure);
            }
            world.withdrawals.forEach((reason, times) -> withdrawals.merge(reason, times, Integer::sum));
        }
        assertEquals(Set.of(Reason.OLD_INCARNATION, Reason.NO_ELDER), withdrawals.keySet(), "each was met");
    }

    @Test
    void shouldBeginAloneWithTheFirst() {
        assertEquals(List.of(), saw(OWN, A, Phase.JOINING, 0));
        assertEquals(NodeView.NONE, roster.view());
        var view = new NodeView(1, List.of(A));
        assertEquals(List.of(new Effect.Joined(view, List.of(A))), saw(OWN, A, Phase.UP, 1));
    }

    @Test
    void shouldBeTheHeirOfWhoBeganOnceThatHasLeftAndNobodyElse() {
        saw(OTHER, B, Phase.UP, 1);
        saw(OWN, A, Phase.UP, 2);
        assertEquals(Descent.NONE, roster.descent());
        roster.told(Map.of("b", 7));
        assertEquals(new Descent(false, false, "b", 0), roster.descent());
        saw(THIRD, C, Phase.UP, 3);
        saw(OTHER, B, Phase.REMOVED, 1);
        assertEquals(new Descent(false, true, "a", 1), roster.descent());
        saw(OTHER, new NodeMember("b", 5), Phase.UP, 4);
        assertEquals(new Descent(false, true, "a", 1), roster.descent());
        saw(THIRD, C, Phase.REMOVED, 3);
        assertEquals(new Descent(false, false, "a", 2), roster.descent());
    }

    @Test
    void shouldBeNoHeirIfAnotherIsElderOrWhoBeganWasNeverSeen() {
        saw(OTHER, B, Phase.UP, 2);
        saw(THIRD, C, Phase.UP, 3);
        saw(OWN, A, Phase.UP, 4);
        roster.told(Map.of("b", 7, "c", 1));
        assertEquals(new Descent(false, false, "b", 0), roster.descent());
        saw(OTHER, B, Phase.REMOVED, 2);
        assertEquals(new Descent(false, false, "c", 1), roster.descent());
        var alone = new NodeRoster(OWN, 3);
        alone.seen(new NodeSighting(OTHER, B, 2, Phase.UP, 2, true), 0);
        alone.seen(new NodeSighting(OWN, A, 2, Phase.UP, 3, true), 0);
        alone.told(Map.of("b", 7));
        alone.seen(new NodeSighting(OTHER, B, 2, Phase.REMOVED, 2, true), 0);
        assertEquals(new Descent(false, false, "a", 1), alone.descent());
    }

    @Test
    void shouldCountStartsAndEnds() {
        saw(OWN, A, Phase.UP, 1);
        saw(OTHER, B, Phase.JOINING, 0);
        assertEquals(
                List.of(new Effect.Joined(new NodeView(8, List.of(A, B)), List.of(B))), saw(OTHER, B, Phase.UP, 2));
        assertEquals(
                List.of(new Effect.Lost(new NodeView(9, List.of(A)), List.of(B))), saw(OTHER, B, Phase.REMOVED, 2));
        assertEquals(List.of(), saw(new Seat("other:1", 3), B, Phase.UP, 3), "the same start again");
    }

    @Test
    void shouldHaveNoViewUntilAnElderHasSaidWhatWas() {
        saw(OWN, A, Phase.JOINING, 0);
        saw(OTHER, B, Phase.UP, 1);
        assertEquals(List.of(), saw(OWN, A, Phase.UP, 2));
        assertEquals(List.of("other:1"), roster.elders());
        assertEquals(Optional.empty(), roster.past(OTHER), "who has no view tells nobody");
        var effects = roster.told(Map.of("b", 7, "a", 1, "c", 6));
        assertEquals(List.of(new Effect.Joined(new NodeView(14, List.of(A, B)), List.of(A, B))), effects);
        assertEquals(List.of(), roster.elders());
    }

    @Test
    void shouldWithdrawWhenTheLastElderHasGoneUnasked() {
        saw(OWN, A, Phase.JOINING, 0);
        saw(OTHER, B, Phase.UP, 1);
        saw(OWN, A, Phase.UP, 2);
        assertEquals(List.of(new Effect.Withdraw(Reason.NO_ELDER, "")), saw(OTHER, B, Phase.REMOVED, 1));
    }

    @Test
    void shouldTellNobodyWhoseComingItHasNotSeen() {
        saw(OWN, A, Phase.UP, 1);
        saw(OTHER, B, Phase.JOINING, 0);
        assertEquals(Optional.empty(), roster.past(OTHER));
        saw(OTHER, B, Phase.UP, 2);
        assertEquals(Optional.of(Map.of("a", 1, "b", 7)), roster.past(OTHER));
    }

    @Test
    void shouldWithdrawBeforeAnotherOfItsNameThatWasThereFirst() {
        saw(OTHER, A, Phase.UP, 1);
        assertEquals(
                List.of(new Effect.Withdraw(Reason.NAME_TAKEN, "other:1")),
                saw(OWN, new NodeMember("a", 9), Phase.JOINING, 0));
    }

    @Test
    void shouldWithdrawWithAStartThatIsOver() {
        saw(OWN, A, Phase.JOINING, 0);
        saw(OTHER, B, Phase.UP, 1);
        saw(OWN, A, Phase.UP, 2);
        assertTrue(roster.told(Map.of("b", 7, "a", 4)).contains(new Effect.Withdraw(Reason.OLD_INCARNATION, "2")));
    }

    @Test
    void shouldTakeInNoMoreNamesThanItMayRemember() {
        saw(OWN, A, Phase.UP, 1);
        for (var i = 2; i <= 3; i++) {
            assertEquals(
                    1,
                    saw(new Seat("x:" + i, i), new NodeMember("x" + i, 1), Phase.UP, i)
                            .size());
        }
        assertEquals(List.of(), saw(new Seat("x:9", 9), new NodeMember("x9", 1), Phase.UP, 9));
    }

    @Test
    void shouldShowWhoIsSuspectedAndWhoHasGone() {
        saw(OWN, A, Phase.UP, 1);
        saw(OTHER, B, Phase.UP, 2);
        roster.seen(new NodeSighting(OTHER, B, 2, Phase.UP, 2, false), 7);
        assertEquals(List.of(NodeState.UP, NodeState.UNREACHABLE), states());
        assertEquals(7, roster.table().readings().getLast().sinceEpochMillis());
        assertTrue(roster.view().admits("b", 4), "suspected is not lost");
        saw(OTHER, B, Phase.REMOVED, 2);
        assertEquals(List.of(NodeState.UP, NodeState.REMOVED), states());
        saw(new Seat("other:1", 3), new NodeMember("b", 5), Phase.JOINING, 0);
        assertEquals(List.of(NodeState.UP, NodeState.JOINING), states());
    }

    private List<NodeState> states() {
        return roster.table().readings().stream().map(each -> each.state()).toList();
    }

    private List<Effect> saw(Seat seat, NodeMember node, Phase phase, int upNumber) {
        return roster.seen(new NodeSighting(seat, node, 2, phase, upNumber, true), 0);
    }
}
