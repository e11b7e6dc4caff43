package multikernel.agreement.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import multikernel.agreement.group.Linearizability.Call;
import multikernel.agreement.group.Linearizability.Kind;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {

    @Test
    void shouldTakeConcurrentCallsInAnyOrder() {
        assertTrue(holds(write(1, 0, 10), write(2, 5, 15), read(1, 20, 21)));
        assertTrue(holds(write(1, 0, 10), read(0, 5, 15), read(1, 16, 17)));
        assertTrue(holds(add(1, 2, 0, 10), add(1, 1, 5, 15)));
    }

    @Test
    void shouldRefuseAReadOfWhatWasOverwritten() {
        assertFalse(holds(write(1, 0, 1), write(2, 2, 3), read(1, 4, 5)));
        assertFalse(holds(write(1, 0, 10), read(1, 1, 2), read(0, 3, 4)));
    }

    @Test
    void shouldRefuseWhatIsDoneTwiceOrLost() {
        assertFalse(holds(add(1, 1, 0, 1), read(2, 2, 3)));
        assertFalse(holds(add(1, 1, 0, 1), add(1, 1, 2, 3)));
    }

    @Test
    void shouldLetACallThatNeverReturnedTakeEffectLateOrNever() {
        var lost = new Call(Kind.WRITE, 7, 0, 0, Linearizability.NEVER);
        assertTrue(holds(lost, read(0, 1, 2), read(7, 3, 4)));
        assertTrue(holds(lost, read(0, 1, 2), read(0, 3, 4)));
        assertFalse(holds(lost, read(7, 1, 2), read(0, 3, 4)));
    }

    /** Against all orders, tried one by one. */
    @Test
    void shouldJudgeEveryShortHistoryAsTryingAllOrdersDoes() {
        var random = new Random(1);
        int lawful = 0;
        for (int run = 0; run < 20_000; run++) {
            var calls = new ArrayList<Call>();
            for (int i = 0; i < 5; i++) {
                long called = random.nextInt(12);
                long returned = random.nextInt(6) == 0 ? Linearizability.NEVER : called + random.nextInt(6);
                var kind = Kind.values()[random.nextInt(3)];
                long argument = 1L + random.nextInt(2);
                long result = kind == Kind.WRITE ? argument : random.nextInt(4);
                calls.add(new Call(kind, argument, result, called, returned));
            }
            boolean expected = anyOrder(calls, 0);
            assertEquals(expected, Linearizability.holds(calls, 0), calls::toString);
            lawful += expected ? 1 : 0;
        }
        assertTrue(lawful > 1000 && lawful < 19_000, "lawful: " + lawful);
    }

    private static boolean anyOrder(List<Call> left, long value) {
        if (left.stream().noneMatch(Call::hasReturned)) {
            return true;
        }
        for (var call : left) {
            boolean first = left.stream().noneMatch(other -> other.returned() < call.called());
            boolean fits = !call.hasReturned() || call.after(value) == call.result();
            if (first && fits) {
                var rest = new ArrayList<>(left);
                rest.remove(call);
                if (anyOrder(rest, call.after(value))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(Call... calls) {
        return Linearizability.holds(List.of(calls), 0);
    }

    private static Call write(long value, long called, long returned) {
        return new Call(Kind.WRITE, value, value, called, returned);
    }

    private static Call read(long value, long called, long returned) {
        return new Call(Kind.READ, 0, value, called, returned);
    }

    private static Call add(long delta, long sum, long called, long returned) {
        return new Call(Kind.ADD, delta, sum, called, returned);
    }
}
