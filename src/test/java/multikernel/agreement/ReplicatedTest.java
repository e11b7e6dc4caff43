package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.base.View;
import org.junit.jupiter.api.Test;

/** One core of three by itself, told what the others would say. The object is a list of numbers, each at most once. */
class ReplicatedTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final CoreId TWO = CoreId.of(2);
    private static final String KEY = "key";
    private static final int SLICE = new Slices(3).of(KEY);

    private static final Rules<List<Integer>, Integer> NUMBERS = new Rules<>() {
        @Override
        public List<Integer> empty() {
            return List.of();
        }

        @Override
        public Optional<Outcome.Refused> check(List<List<Integer>> slices, int slice, Integer change) {
            return slices.get(slice).contains(change)
                    ? Optional.of(new Outcome.Refused(Refusal.NAME_TAKEN, "" + change))
                    : Optional.empty();
        }

        @Override
        public List<Integer> apply(List<Integer> state, OperationId operation, Integer change) {
            return Stream.concat(state.stream(), Stream.of(change)).toList();
        }
    };

    private final Replicated<List<Integer>, Integer> owner =
            new Replicated<>(ZERO, new Slices(3), NUMBERS, new Limits(2, 3, 4));

    @Test
    void shouldAnswerOnlyOnceEveryMemberHoldsIt() {
        serve();
        var acts = request(ONE, 1, 7);
        assertEquals(List.of(ONE, TWO), sentTo(acts, Agreement.Apply.class));
        assertEquals(List.of(), sentTo(acts, Agreement.Done.class));
        assertEquals(List.of(), sentTo(applied(ONE, 1), Agreement.Done.class));
        assertEquals(List.of(), sentTo(applied(ONE, 1), Agreement.Done.class), "said twice it counts once");
        assertEquals(List.of(ONE), sentTo(applied(TWO, 1), Agreement.Done.class));
    }

    @Test
    void shouldSayWhoseWordItsOperationsWaitFor() {
        owner.viewed(view(1, ZERO, ONE, TWO), 0);
        request(ONE, 1, 7);
        hear(TWO, new Agreement.Promise<>(SLICE, 1, held(0, 0)));
        var first = new OpenVote(operation(ONE, 1), "numbers", 3, List.of(ONE), false);
        assertEquals(List.of(first), votes(), "it gathers what an earlier owner did");
        hear(ONE, new Agreement.Promise<>(SLICE, 1, held(0, 0)));
        applied(TWO, 1);
        request(TWO, 1, 8);
        assertEquals(
                List.of(
                        new OpenVote(operation(ONE, 1), "numbers", 3, List.of(ONE), true),
                        new OpenVote(operation(TWO, 1), "numbers", 3, List.of(ONE, TWO), true)),
                votes());
        assertEquals(2, owner.waiting());
        applied(ONE, 2);
        applied(TWO, 2);
        assertEquals(List.of(), votes());
        assertEquals(0, owner.waiting());
    }

    private List<OpenVote> votes() {
        var votes = new ArrayList<OpenVote>();
        owner.votes("numbers", votes);
        return votes;
    }

    @Test
    void shouldWithholdARefusalUntilAllHoldWhatItRestsOn() {
        serve();
        request(ONE, 1, 7);
        assertEquals(List.of(), sentTo(request(TWO, 1, 7), Agreement.Refuse.class));
        applied(ONE, 1);
        assertEquals(List.of(TWO), sentTo(applied(TWO, 1), Agreement.Refuse.class));
    }

    @Test
    void shouldNotWaitForAMemberThatIsLost() {
        serve();
        request(ONE, 1, 7);
        applied(ONE, 1);
        assertEquals(List.of(ONE), sentTo(owner.viewed(view(2, ZERO, ONE), 0), Agreement.Done.class));
    }

    @Test
    void shouldSendItsStateToAMemberThatIsNewAndWaitForItFromThenOn() {
        serve();
        request(ONE, 1, 7);
        owner.viewed(view(2, ZERO, ONE), 0);
        assertEquals(List.of(TWO), sentTo(owner.viewed(view(3, ZERO, ONE, TWO), 0), Agreement.State.class));
        request(ONE, 2, 8);
        assertEquals(List.of(), sentTo(applied(ONE, 2), Agreement.Done.class));
        assertEquals(List.of(ONE), sentTo(applied(TWO, 1), Agreement.Done.class), "it holds the state");
        assertEquals(List.of(ONE), sentTo(applied(TWO, 2), Agreement.Done.class));
    }

    @Test
    void shouldDoAnOperationOnceHoweverOftenItIsAsked() {
        serve();
        request(ONE, 1, 7);
        assertEquals(List.of(), sentTo(request(ONE, 1, 7), Agreement.Apply.class));
        applied(ONE, 1);
        assertEquals(List.of(ONE, ONE), sentTo(applied(TWO, 1), Agreement.Done.class));
        assertEquals(List.of(7), owner.held(SLICE).state());
    }

    @Test
    void shouldCallUndecidedWhatItMayHaveForgotten() {
        serve();
        for (int each = 1; each <= 6; each++) {
            request(ONE, each, each);
            applied(ONE, each);
            applied(TWO, each);
        }
        assertEquals(List.of(Refusal.TIMED_OUT), refusals(request(ONE, 1, 99)));
        assertEquals(List.of(ONE), sentTo(request(ONE, 6, 6), Agreement.Done.class));
    }

    @Test
    void shouldBeBusyWhenTooManyAnswersWait() {
        serve();
        for (int each = 1; each <= 3; each++) {
            assertEquals(List.of(), refusals(request(ONE, each, each)));
        }
        assertEquals(List.of(Refusal.BUSY), refusals(request(ONE, 4, 4)));
        assertEquals(List.of(Refusal.TIMED_OUT), refusals(request(ONE, 3, 3)), "that one may be done");
    }

    @Test
    void shouldServeOnlyOnceEveryMemberHasPromisedAndGoOnFromTheHighest() {
        owner.viewed(view(1, ZERO, ONE, TWO), 0);
        assertEquals(List.of(), request(ONE, 1, 7));
        assertEquals(List.of(), hear(ONE, new Agreement.Promise<>(SLICE, 1, held(0, 3, 1, 2, 3))));
        var acts = hear(TWO, new Agreement.Promise<>(SLICE, 1, held(0, 2, 1, 2)));
        assertEquals(List.of(ONE, TWO), sentTo(acts, Agreement.State.class));
        assertEquals(List.of(ONE, TWO), sentTo(acts, Agreement.Apply.class));
        assertEquals(List.of(1, 2, 3, 7), owner.held(SLICE).state());
    }

    /** Otherwise what a later owner has refused meanwhile would be done after all. */
    @Test
    void shouldRefuseARequestThatWasMeantForAnEarlierTimeOfOwning() {
        var before = new View(4, List.of(new Member(ZERO, 1, false), new Member(ONE, 1, true)));
        owner.viewed(before, 0);
        owner.viewed(view(5, ZERO), 0);
        var late = new Agreement.Request<List<Integer>, Integer>(SLICE, operation(ONE, 1), 1, 7);
        assertEquals(List.of(Late.REQUEST), refused(owner.heard(ONE, 4, late, 0)));
        assertEquals(List.of(), refused(owner.heard(ONE, 5, late, 0)));
    }

    @Test
    void shouldRefuseWhatAnOlderBallotSays() {
        owner.viewed(other(5), 0);
        hear(ONE, new Agreement.Gather<>(SLICE, 5));
        assertEquals(List.of(Late.BALLOT), refused(hear(TWO, new Agreement.Gather<>(SLICE, 4))));
        assertEquals(List.of(Late.BALLOT), refused(hear(TWO, new Agreement.State<>(SLICE, held(4, 1, 7)))));
        assertEquals(
                List.of(Late.BALLOT), refused(hear(TWO, new Agreement.Apply<>(SLICE, 4, 1, operation(TWO, 1), 7))));
        assertEquals(List.of(Late.BALLOT), refused(hear(TWO, new Agreement.Applied<>(SLICE, 4, 1))));
        assertEquals(List.of(), owner.held(SLICE).state());
    }

    @Test
    void shouldFailOnAGapRatherThanApplyIt() {
        owner.viewed(other(5), 0);
        hear(ONE, new Agreement.State<>(SLICE, held(5, 1, 7)));
        assertThrows(
                IllegalStateException.class, () -> hear(ONE, new Agreement.Apply<>(SLICE, 5, 3, operation(TWO, 1), 9)));
    }

    @Test
    void shouldTakeAnswersToTheLatestTimeOfAskingOnly() {
        owner.viewed(other(5), 0);
        owner.asked(operation(ZERO, 1), KEY, 7, 1000, 10);
        owner.viewed(new View(6, List.of(new Member(ZERO, 1, false), new Member(TWO, 1, true))), 0);
        assertEquals(List.of(Late.ANSWER), refused(hear(ONE, new Agreement.Done<>(SLICE, operation(ZERO, 1), 1))));
        var acts = owner.heard(TWO, 6, new Agreement.Done<>(SLICE, operation(ZERO, 1), 2), 5010);
        assertEquals(List.of(new Act.Ended<>(operation(ZERO, 1), new Outcome.Done(operation(ZERO, 1), 5), 5000)), acts);
    }

    @Test
    void shouldEndWhatNobodyAnswersAtItsDeadline() {
        owner.viewed(other(5), 0);
        owner.asked(operation(ZERO, 1), KEY, 7, 1000, 10);
        assertEquals(List.of(), owner.ticked(999));
        assertEquals(1, owner.pending());
        assertTrue(owner.ticked(1000).getFirst() instanceof Act.Ended<?, ?> ended
                && ended.outcome() instanceof Outcome.Refused no
                && no.refusal() == Refusal.TIMED_OUT);
        assertEquals(0, owner.pending());
    }

    @Test
    void shouldBeBusyWhenItAwaitsTooMany() {
        owner.viewed(other(5), 0);
        owner.asked(operation(ZERO, 1), KEY, 7, 1000, 0);
        owner.asked(operation(ZERO, 2), KEY, 8, 1000, 0);
        assertTrue(owner.asked(operation(ZERO, 3), KEY, 9, 1000, 0).getFirst() instanceof Act.Ended<?, ?> ended
                && ended.outcome() instanceof Outcome.Refused no
                && no.refusal() == Refusal.BUSY);
        assertEquals(List.of(), owner.asked(operation(ZERO, 2), KEY, 8, 2000, 0), "that one it awaits already");
    }

    private void serve() {
        owner.viewed(view(1, ZERO, ONE, TWO), 0);
        hear(ONE, new Agreement.Promise<>(SLICE, 1, held(0, 0)));
        hear(TWO, new Agreement.Promise<>(SLICE, 1, held(0, 0)));
    }

    private List<Act<List<Integer>, Integer>> request(CoreId from, long number, int change) {
        return hear(from, new Agreement.Request<>(SLICE, operation(from, number), number, change));
    }

    private List<Act<List<Integer>, Integer>> applied(CoreId from, long number) {
        return hear(from, new Agreement.Applied<>(SLICE, 1, number));
    }

    private List<Act<List<Integer>, Integer>> hear(CoreId from, Agreement<List<Integer>, Integer> message) {
        return owner.heard(from, 5, message, 0);
    }

    private static List<CoreId> sentTo(List<Act<List<Integer>, Integer>> acts, Class<?> what) {
        var cores = new ArrayList<CoreId>();
        for (var act : acts) {
            if (act instanceof Act.Send<List<Integer>, Integer> send
                    && what.isInstance(send.message())
                    && send.message().slice() == SLICE) {
                cores.add(send.to());
            }
        }
        return cores;
    }

    private static List<Refusal> refusals(List<Act<List<Integer>, Integer>> acts) {
        var refusals = new ArrayList<Refusal>();
        for (var act : acts) {
            if (act instanceof Act.Send<List<Integer>, Integer> send
                    && send.message() instanceof Agreement.Refuse<List<Integer>, Integer> refuse) {
                refusals.add(refuse.refused().refusal());
            }
        }
        return refusals;
    }

    private static List<Late> refused(List<Act<List<Integer>, Integer>> acts) {
        var reasons = new ArrayList<Late>();
        for (var act : acts) {
            if (act instanceof Act.Refused<List<Integer>, Integer> refused) {
                reasons.add(refused.reason());
            }
        }
        return reasons;
    }

    /** Core 0 has joined and owns every slice; the others are joining. */
    private static View view(long number, CoreId... cores) {
        return new View(
                number,
                Stream.of(cores)
                        .map(core -> new Member(core, 1, core.equals(ZERO)))
                        .toList());
    }

    /** Core 1 has joined and owns every slice; core 0 is joining. */
    private static View other(long number) {
        return new View(
                number, List.of(new Member(ZERO, 1, false), new Member(ONE, 1, true), new Member(TWO, 1, false)));
    }

    private static Held<List<Integer>> held(long ballot, long number, Integer... state) {
        return new Held<>(ballot, number, List.of(state), Recent.NONE);
    }

    private static OperationId operation(CoreId origin, long number) {
        return new OperationId(origin, 1, number);
    }
}
