package multikernel.multicast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import multikernel.agreement.Trees;
import multikernel.base.CoreId;
import multikernel.base.GroupPlace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a round means while members come and go, and who is seen to hold it up. */
class RoundsTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final CoreId TWO = CoreId.of(2);
    private static final long PATIENCE = 100;
    private static final Outcome<Integer> UNDECIDED = new Outcome<>(0, List.of(), List.of());

    private record Sent(CoreId to, RoundMessage<Integer> message) {}

    private final Map<CoreId, Rounds<Integer>> members = new TreeMap<>();
    private final Map<CoreId, List<Outcome<Integer>>> told = new TreeMap<>();
    private final ArrayDeque<Sent> under = new ArrayDeque<>();
    private final List<Seat> seats = new ArrayList<>();
    private long view;
    private boolean isHeld;
    private @Nullable CoreId cut;

    private static GroupPlace place(CoreId core) {
        return new GroupPlace("here", core);
    }

    private static List<GroupPlace> places(List<CoreId> cores) {
        return cores.stream().map(RoundsTest::place).toList();
    }

    private void joins(CoreId core, CoreId... beginners) {
        var all = new ArrayList<Outcome<Integer>>();
        told.put(core, all);
        var limits = new RoundLimits(2, PATIENCE, isHeld);
        members.put(core, new Rounds<>(Set.copyOf(places(List.of(beginners))), limits, Trees::binary, ground(all)));
        seats.add(new Seat(core, view + 1));
        changes();
    }

    private RoundGround<Integer> ground(List<Outcome<Integer>> all) {
        return new RoundGround<>() {
            @Override
            public void send(CoreId to, RoundMessage<Integer> message) {
                under.add(new Sent(to, message));
            }

            @Override
            public void over(Outcome<Integer> outcome) {
                all.add(outcome);
            }

            @Override
            public void undecided(long round) {
                all.add(UNDECIDED);
            }
        };
    }

    private void ends(CoreId core) {
        members.remove(core);
        seats.removeIf(seat -> seat.core().equals(core));
        changes();
    }

    private void changes() {
        view++;
        var now = new GroupView(view, seats);
        members.forEach((core, member) ->
                member.view(Roster.of(now, RoundsTest::place), now.seat(core).map(Seat::core)));
        rest();
    }

    private void rest() {
        while (!under.isEmpty()) {
            var next = under.remove();
            if (!next.to().equals(cut)) {
                Stream.ofNullable(members.get(next.to())).forEach(member -> member.heard(next.message()));
            }
        }
    }

    private Rounds<Integer> member(CoreId core) {
        return Objects.requireNonNull(members.get(core));
    }

    private List<Outcome<Integer>> told(CoreId core) {
        return Objects.requireNonNull(told.get(core));
    }

    private void arrives(CoreId core, int part) {
        assertEquals(Said.ACCEPTED, member(core).arrive(part, Integer::sum));
        rest();
    }

    private static Outcome<Integer> sum(long round, int sum, List<CoreId> of, CoreId... missing) {
        return new Outcome<>(round, List.of(new Share<>(places(of), sum)), places(List.of(missing)));
    }

    @Test
    void shouldExcuseWhoJoinsOnceTheRoundHasBegunAndHaveItInTheNext() {
        joins(ZERO);
        joins(ONE);
        arrives(ZERO, 1);
        joins(TWO);
        arrives(TWO, 100);
        arrives(ONE, 10);
        assertEquals(List.of(sum(1, 11, List.of(ZERO, ONE))), told(ZERO));
        assertEquals(List.of(), told(TWO));
        arrives(ZERO, 2);
        arrives(ONE, 20);
        assertEquals(List.of(sum(2, 122, List.of(ZERO, ONE, TWO))), told(TWO));
    }

    @Test
    void shouldTakeInWhoJoinsBeforeAnybodyHasCome() {
        joins(ZERO);
        arrives(ZERO, 1);
        joins(ONE);
        arrives(ZERO, 2);
        assertEquals(1, told(ZERO).size());
        arrives(ONE, 10);
        assertEquals(sum(2, 12, List.of(ZERO, ONE)), told(ZERO).getLast());
        assertEquals(told(ZERO).getLast(), told(ONE).getLast());
    }

    @Test
    void shouldNameWhoEndsInTheMiddleAndCountNothingOfIt() {
        joins(ZERO);
        joins(ONE);
        joins(TWO);
        arrives(ZERO, 1);
        arrives(ONE, 10);
        ends(ONE);
        assertEquals(List.of(), told(ZERO));
        arrives(TWO, 100);
        assertEquals(List.of(sum(1, 101, List.of(ZERO, TWO), ONE)), told(TWO));
    }

    @Test
    void shouldBeginOnceEveryoneHasBeenThereWithWhomTheGroupBegins() {
        joins(ZERO, ZERO, ONE);
        arrives(ZERO, 1);
        assertEquals(List.of(), told(ZERO));
        assertEquals(List.of(place(ONE)), member(ZERO).status(0).waitsFor());
        joins(ONE);
        arrives(ONE, 10);
        assertEquals(List.of(sum(1, 11, List.of(ZERO, ONE))), told(ZERO));
    }

    @Test
    void shouldSeeWhoHoldsARoundUpAndGoOnWithoutItOnceTheTimeIsOver() {
        joins(ZERO);
        joins(ONE);
        arrives(ONE, 10);
        assertTrue(member(ZERO).status(0).isOwing());
        member(ONE).ticked(0);
        member(ONE).ticked(PATIENCE - 1);
        rest();
        assertEquals(List.of(), told(ONE));
        member(ONE).ticked(PATIENCE);
        rest();
        assertEquals(List.of(sum(1, 10, List.of(ONE), ZERO)), told(ONE));
    }

    @Test
    void shouldTellWhoIsLateThatItsRoundIsOverAndHaveItInStepAgain() {
        joins(ZERO);
        joins(ONE);
        arrives(ONE, 10);
        member(ONE).ticked(0);
        member(ONE).ticked(PATIENCE);
        rest();
        arrives(ZERO, 1);
        assertEquals(List.of(Outcome.<Integer>late(1)), told(ZERO));
        arrives(ZERO, 2);
        arrives(ONE, 20);
        assertEquals(sum(2, 22, List.of(ZERO, ONE)), told(ZERO).getLast());
    }

    @Test
    void shouldTellNobodyWhatAnyMemberDoesNotHold() {
        isHeld = true;
        joins(ZERO);
        joins(ONE);
        joins(TWO);
        arrives(ONE, 10);
        arrives(TWO, 100);
        cut = TWO;
        arrives(ZERO, 1);
        assertEquals(List.of(List.of(), List.of(), List.of()), List.copyOf(told.values()));
        ends(TWO);
        var all = sum(1, 111, List.of(ZERO, ONE, TWO));
        assertEquals(List.of(List.of(all), List.of(all)), List.of(told(ZERO), told(ONE)));
    }

    @Test
    void shouldTellWhoHasWaitedForTwiceAsLongThatNothingIsKnownAndHaveItsPartInTheRound() {
        isHeld = true;
        joins(ZERO);
        joins(ONE);
        joins(TWO);
        cut = TWO;
        arrives(ONE, 10);
        member(ONE).ticked(0);
        member(ONE).ticked(2 * PATIENCE - 1);
        assertEquals(List.of(), told(ONE));
        member(ONE).ticked(2 * PATIENCE);
        assertEquals(List.of(UNDECIDED), told(ONE));
        arrives(ONE, 20);
        member(ONE).ticked(2 * PATIENCE + 1);
        member(ONE).ticked(4 * PATIENCE + 1);
        assertEquals(List.of(UNDECIDED, UNDECIDED), told(ONE));
        arrives(ZERO, 1);
        ends(TWO);
        arrives(ZERO, 2);
        assertEquals(List.of(sum(1, 11, List.of(ZERO, ONE), TWO), sum(2, 22, List.of(ZERO, ONE))), told(ZERO));
        assertEquals(List.of(UNDECIDED, UNDECIDED), told(ONE));
    }

    @Test
    void shouldNameWhoCameAndEndedInViewsThatTheEldestWasNotToldOf() {
        joins(ZERO);
        joins(ONE);
        seats.add(new Seat(TWO, 3));
        member(ONE).view(Roster.of(new GroupView(3, seats), RoundsTest::place), Optional.of(ONE));
        arrives(ONE, 10);
        view = 3;
        ends(TWO);
        arrives(ZERO, 1);
        assertEquals(List.of(sum(1, 11, List.of(ZERO, ONE), TWO)), told(ZERO));
    }

    @Test
    void shouldBeginOnceThoseOfAllHaveBeenThereWhoeverKnowsOfThem() {
        joins(ZERO, ZERO);
        joins(ONE, ONE, TWO);
        arrives(ZERO, 1);
        arrives(ONE, 10);
        assertEquals(List.of(), told(ZERO));
        joins(TWO, ONE, TWO);
        arrives(TWO, 100);
        assertEquals(List.of(sum(1, 111, List.of(ZERO, ONE, TWO))), told(ZERO));
    }

    @Test
    void shouldHearWhatWasSaidBeforeItKnewItself() {
        joins(ZERO);
        seats.add(new Seat(ONE, 2));
        view = 2;
        var now = Roster.of(new GroupView(view, seats), RoundsTest::place);
        var all = new ArrayList<Outcome<Integer>>();
        told.put(ONE, all);
        members.put(ONE, new Rounds<>(Set.of(), new RoundLimits(2, PATIENCE, true), Trees::binary, ground(all)));
        member(ZERO).view(now, Optional.of(ZERO));
        member(ONE).view(now, Optional.empty());
        arrives(ZERO, 1);
        arrives(ONE, 10);
        assertEquals(List.of(), told(ZERO));
        member(ONE).view(now, Optional.of(ONE));
        rest();
        assertEquals(List.of(sum(1, 11, List.of(ZERO, ONE))), told(ZERO));
    }

    @Test
    void shouldTakeSoManyPartsAheadAndNoMore() {
        joins(ZERO);
        joins(ONE);
        arrives(ZERO, 1);
        arrives(ZERO, 2);
        assertEquals(Said.BUSY, member(ZERO).arrive(3, Integer::sum));
        arrives(ONE, 10);
        arrives(ONE, 20);
        assertEquals(List.of(sum(1, 11, List.of(ZERO, ONE)), sum(2, 22, List.of(ZERO, ONE))), told(ZERO));
    }
}
