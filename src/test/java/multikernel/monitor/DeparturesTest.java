package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import multikernel.base.CoreId;
import multikernel.base.CoreState;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.monitor.Departures.Effect;
import multikernel.monitor.Departures.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeparturesTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final List<CoreId> BOTH = List.of(ZERO, ONE);

    private final Departures departures = new Departures(new Departures.Limits(10, 15, 20, 30, 40));

    @Test
    void shouldTakeACoreThroughEveryPhaseInOrder() {
        then(order(ONE, ""), new Effect.Ask(ONE, 1));
        then(departures.holds(ONE, 1, "", BOTH, 1), accepted(ONE), new Effect.Move(ONE, 1));
        then(departures.moved(ONE, 1, BOTH, 1), new Effect.Drain(ONE, 1));
        then(departures.emptied(ONE, 1, 2), new Effect.Release(ONE, 1));
        then(departures.released(ONE, 1, 3), new Effect.Leave(ONE, 1));
        assertTrue(departures.isLeaving(ONE));
        then(departures.ended(ONE, 1), new Effect.Left(ONE, 1, true));
        assertFalse(departures.isLeaving(ONE));
    }

    @Test
    void shouldRefuseTheLastCoreAndTheLastThatDoesNotLeave() {
        then(
                departures.order(ONE, 1, CoreState.ONLINE, List.of(ONE), "", 0),
                refused(ONE, Refusal.LAST_CORE, "core-1"));
        order(ONE, "");
        then(order(ZERO, ""), refused(ZERO, Refusal.LAST_CORE, "core-0"));
    }

    @Test
    void shouldRefuseACoreThatHasBecomeTheLastWhileItWasAsked() {
        order(ONE, "");
        then(departures.holds(ONE, 1, "", List.of(ONE), 1), refused(ONE, Refusal.LAST_CORE, "core-1"));
        assertFalse(departures.isLeaving(ONE));
    }

    @Test
    void shouldRefuseACoreThatADomainOrTheCoreItselfNeedsAndLeaveItAlone() {
        then(order(ONE, "web: it is there"), refused(ONE, Refusal.CORE_NEEDED, "web: it is there"));
        order(ONE, "");
        then(departures.holds(ONE, 1, "mine", BOTH, 1), refused(ONE, Refusal.CORE_NEEDED, "mine"));
        then(departures.ended(ONE, 1));
        then(departures.ticked(1_000));
    }

    @Test
    void shouldRefuseACoreThatIsNotOnlineByName() {
        then(
                departures.order(ONE, 1, CoreState.OFFLINE, BOTH, "", 0),
                refused(ONE, Refusal.NOT_ONLINE, "core-1 is offline"));
        then(
                departures.order(ONE, 1, CoreState.FAILED, BOTH, "", 0),
                refused(ONE, Refusal.NOT_ONLINE, "core-1 is failed"));
        then(
                departures.order(ONE, 1, CoreState.STUCK, BOTH, "", 0),
                refused(ONE, Refusal.CORE_STUCK, "core-1 is stuck"));
        order(ONE, "");
        then(order(ONE, ""), refused(ONE, Refusal.NOT_ONLINE, "core-1 is leaving"));
    }

    @Test
    void shouldGoOnAfterAPhaseThatLastsTooLongAndFenceALoopThatDoesNotEnd() {
        drains(5);
        then(departures.ticked(24));
        then(departures.ticked(25), new Effect.Late(ONE, Phase.DRAINING), new Effect.Release(ONE, 1));
        then(departures.emptied(ONE, 1, 26));
        then(departures.ticked(55), new Effect.Late(ONE, Phase.RELEASING), new Effect.Leave(ONE, 1));
        then(departures.ticked(95), new Effect.Late(ONE, Phase.ENDING), new Effect.Fence(ONE, 1));
        then(departures.ticked(1_000));
        then(departures.ended(ONE, 1), new Effect.Left(ONE, 1, false));
    }

    @Test
    void shouldAnswerAsUndecidedWhatWasNotSaidInTimeOrIsLostBefore() {
        order(ONE, "");
        then(departures.ticked(10), undecided());
        order(ONE, "");
        then(departures.ended(ONE, 1), undecided());
        order(ONE, "");
        then(departures.stuck(ONE, 1), undecided());
        assertFalse(departures.isLeaving(ONE));
    }

    @Test
    void shouldKeepACoreAwayThatFailsOnItsWayAndSayThatWhatItHeldIsLost() {
        drains(1);
        then(departures.ended(ONE, 1), new Effect.Left(ONE, 1, false));
    }

    @Test
    void shouldLeaveACoreAsItIsWhenItsDomainsAreNotUpElsewhereInTimeOrItIsTheLastByThen() {
        order(ONE, "");
        departures.holds(ONE, 1, "", BOTH, 1);
        then(departures.ticked(16), new Effect.Stays(ONE, Phase.MOVING));
        then(departures.moved(ONE, 1, BOTH, 17));
        order(ONE, "");
        departures.holds(ONE, 1, "", BOTH, 1);
        then(departures.moved(ONE, 1, List.of(ONE), 2), new Effect.Stays(ONE, Phase.MOVING));
        assertFalse(departures.isLeaving(ONE));
    }

    @Test
    void shouldStartACoreAgainAsAnyOtherThatIsLostBeforeItDrains() {
        order(ONE, "");
        departures.holds(ONE, 1, "", BOTH, 1);
        then(departures.stuck(ONE, 1), new Effect.Stays(ONE, Phase.MOVING));
        assertFalse(departures.isLeaving(ONE));
    }

    @Test
    void shouldLetACoreReturnThatStandsStillOnItsWayButNoneThatIsStillLeaving() {
        order(ONE, "");
        assertFalse(departures.mayReturn(ONE));
        departures.holds(ONE, 1, "", BOTH, 1);
        departures.moved(ONE, 1, BOTH, 1);
        assertFalse(departures.mayReturn(ONE));
        departures.stuck(ONE, 1);
        assertTrue(departures.mayReturn(ONE));
        then(departures.ended(ONE, 1));
    }

    @Test
    void shouldNotBelieveAnotherIncarnationOrAnAnswerOfAnotherPhase() {
        order(ONE, "");
        then(departures.emptied(ONE, 1, 1));
        then(departures.holds(ONE, 2, "", BOTH, 1));
        departures.holds(ONE, 1, "", BOTH, 1);
        then(departures.released(ONE, 1, 1));
        then(departures.ended(ONE, 2));
        assertTrue(departures.isLeaving(ONE));
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Answers come, are late, are repeated, or never come; cores fail at any time. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldEndEveryDepartureAndAnswerEveryOrderOnce(long seed) {
        var random = new Random(seed);
        var owed = new TreeMap<CoreId, Integer>();
        var phases = new TreeMap<CoreId, Integer>();
        long now = 0;
        for (int step = 0; step < 200; step++) {
            now += random.nextInt(8);
            var core = random.nextBoolean() ? ZERO : ONE;
            var effects = step(random, core, owed, now);
            note(effects, owed, phases);
        }
        for (long end = now; end < now + 200; end += 5) {
            note(departures.ticked(end), owed, phases);
        }
        for (var core : BOTH) {
            note(departures.ended(core, 1), owed, phases);
            assertFalse(departures.isLeaving(core));
        }
        assertEquals(Map.of(ZERO, 0, ONE, 0), with(owed));
    }

    private List<Effect> step(Random random, CoreId core, Map<CoreId, Integer> owed, long now) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                owed.merge(core, 1, Integer::sum);
                yield order(core, random.nextInt(4) == 0 ? "needed" : "", now);
            }
            case 2 -> departures.holds(core, 1, random.nextInt(4) == 0 ? "held" : "", BOTH, now);
            case 8 -> departures.moved(core, 1, BOTH, now);
            case 3 -> departures.emptied(core, 1, now);
            case 4 -> departures.released(core, 1, now);
            case 5 -> departures.ended(core, 1);
            case 6 -> departures.stuck(core, 1);
            default -> departures.ticked(now);
        };
    }

    /** Phases of one departure come in their order, each once. */
    private static void note(List<Effect> effects, Map<CoreId, Integer> owed, Map<CoreId, Integer> phases) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.Ask(var core, var incarnation) -> phases.put(core, 0);
                case Effect.Answer(var core, var refused) -> owed.merge(core, -1, Integer::sum);
                case Effect.Move(var core, var incarnation) -> follows(phases, core, 1);
                case Effect.Stays(var core, var phase) -> assertEquals(1, phases.remove(core));
                case Effect.Drain(var core, var incarnation) -> follows(phases, core, 2);
                case Effect.Release(var core, var incarnation) -> follows(phases, core, 3);
                case Effect.Leave(var core, var incarnation) -> follows(phases, core, 4);
                case Effect.Fence(var core, var incarnation) -> follows(phases, core, 5);
                case Effect.Late(var core, var phase) -> assertTrue(phase != Phase.ASKED);
                case Effect.Left(var core, var incarnation, var inOrder) -> {
                    int reached = phases.getOrDefault(core, -1);
                    assertTrue(reached >= 2 && (!inOrder || reached == 4), core + " left from " + reached);
                    phases.remove(core);
                }
            }
        }
    }

    private static void follows(Map<CoreId, Integer> phases, CoreId core, int phase) {
        assertEquals(phase - 1, phases.put(core, phase));
    }

    private static Map<CoreId, Integer> with(Map<CoreId, Integer> owed) {
        var all = new TreeMap<>(owed);
        BOTH.forEach(core -> all.putIfAbsent(core, 0));
        return all;
    }

    private void drains(long now) {
        order(ONE, "");
        departures.holds(ONE, 1, "", BOTH, now);
        departures.moved(ONE, 1, BOTH, now);
    }

    private List<Effect> order(CoreId core, String needs) {
        return order(core, needs, 0);
    }

    private List<Effect> order(CoreId core, String needs, long now) {
        return departures.order(core, 1, CoreState.ONLINE, BOTH, needs, now);
    }

    private static void then(List<Effect> effects, Effect... expected) {
        assertEquals(new ArrayList<>(List.of(expected)), effects);
    }

    private static Effect accepted(CoreId core) {
        return new Effect.Answer(core, Optional.empty());
    }

    private static Effect undecided() {
        return refused(ONE, Refusal.TIMED_OUT, "core-1 did not say in time what it holds");
    }

    private static Effect refused(CoreId core, Refusal refusal, String detail) {
        return new Effect.Answer(core, Optional.of(new Outcome.Refused(refusal, detail)));
    }
}
