package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.Member;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.View;
import org.junit.jupiter.api.Test;

/** A member that acknowledges once for all that came together. Core 1 owns the object, core 0 follows. */
class BatchTest {

    private static final CoreId ZERO = CoreId.of(0);
    private static final CoreId ONE = CoreId.of(1);
    private static final CoreId TWO = CoreId.of(2);

    private static final Rules<List<Integer>, Integer> NUMBERS = new Rules<>() {
        @Override
        public List<Integer> empty() {
            return List.of();
        }

        @Override
        public Optional<Outcome.Refused> check(List<List<Integer>> slices, int slice, Integer change) {
            return Optional.empty();
        }

        @Override
        public List<Integer> apply(List<Integer> state, OperationId operation, Integer change) {
            return Stream.concat(state.stream(), Stream.of(change)).toList();
        }
    };

    private final Replicated<List<Integer>, Integer> follower =
            new Replicated<>(ZERO, Slices.one(ONE), NUMBERS, new Limits(2, 3, 4));

    @Test
    void shouldAcknowledgeABatchOnce() {
        follow();
        for (int each = 2; each <= 4; each++) {
            assertTrue(batch(apply(each)).stream().noneMatch(Act.Send.class::isInstance));
        }
        var applied = new Agreement.Applied<List<Integer>, Integer>(0, 5, 4);
        assertEquals(List.of(new Act.Send<>(ONE, applied)), follower.batchEnded(0));
        assertEquals(List.of(), follower.batchEnded(0));
    }

    @Test
    void shouldNotAcknowledgeToAnOwnerThatIsLost() {
        follow();
        batch(apply(2));
        follower.viewed(new View(6, List.of(member(ZERO, false), member(TWO, true))), 0);
        assertEquals(List.of(), follower.batchEnded(0));
    }

    @Test
    void shouldNotAcknowledgeToAnOwnerWhoseTimeIsOver() {
        follow();
        batch(apply(2));
        follower.viewed(new View(6, List.of(member(ZERO, false), member(ONE, true), member(TWO, true))), 0);
        follower.heardInBatch(TWO, 6, new Agreement.Gather<>(0, 6), 0);
        assertEquals(List.of(), follower.batchEnded(0));
    }

    @Test
    void shouldTellWhichChangeAnOperationMade() {
        follow();
        batch(apply(2));
        assertEquals(2, follower.numberOf(0, operation(2)));
        assertEquals(0, follower.numberOf(0, operation(3)));
        assertEquals(2, follower.number(0));
        assertEquals(List.of(1, 2), follower.state(0));
    }

    /** Otherwise a request that another core sent before this one began would be taken for a late one. */
    @Test
    void shouldTakeRequestsOfEveryViewInWhichItHasBeenTheOwnerHoweverLateItsObjectBegins() {
        var late = new Replicated<>(ONE, Slices.one(ONE), NUMBERS, new Limits(2, 3, 4));
        late.began(new View(7, List.of(member(ONE, true), member(TWO, true))), 3, 0);
        var request = new Agreement.Request<List<Integer>, Integer>(0, operation(1), 1, 7);
        assertEquals(List.of(), late.heard(TWO, 3, request, 0));
        assertEquals(List.of(new Act.Refused<>(TWO, Late.REQUEST)), late.heard(TWO, 2, request, 0));
    }

    private void follow() {
        follower.viewed(new View(5, List.of(member(ZERO, false), member(ONE, true), member(TWO, false))), 0);
        follower.heard(ONE, 5, new Agreement.State<>(0, new Held<>(5, 1, List.of(1), Recent.NONE)), 0);
    }

    private List<Act<List<Integer>, Integer>> batch(Agreement<List<Integer>, Integer> message) {
        return follower.heardInBatch(ONE, 5, message, 0);
    }

    private static Agreement<List<Integer>, Integer> apply(int number) {
        return new Agreement.Apply<>(0, 5, number, operation(number), number);
    }

    private static Member member(CoreId core, boolean joined) {
        return new Member(core, 1, joined);
    }

    private static OperationId operation(long number) {
        return new OperationId(TWO, 1, number);
    }
}
