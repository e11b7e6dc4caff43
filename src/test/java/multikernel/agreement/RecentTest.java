package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final int MAX = 2;

    @Test
    void shouldKnowTheLastOperations() {
        var recent = Recent.NONE.with(operation(1, 1, 1), 1, MAX).with(operation(2, 1, 1), 2, MAX);
        assertEquals(OptionalLong.of(1), recent.numberOf(operation(1, 1, 1)));
        assertEquals(OptionalLong.empty(), recent.numberOf(operation(1, 1, 2)));
        assertFalse(recent.mayHaveForgotten(operation(1, 1, 1)));
    }

    @Test
    void shouldNeverTakeAForgottenOperationForANewOne() {
        var recent = Recent.NONE;
        for (int number = 1; number <= 5; number++) {
            recent = recent.with(operation(1, 1, number), number, MAX);
        }
        assertEquals(OptionalLong.empty(), recent.numberOf(operation(1, 1, 3)));
        assertTrue(recent.mayHaveForgotten(operation(1, 1, 3)));
        assertTrue(recent.mayHaveForgotten(operation(1, 1, 1)));
        assertFalse(recent.mayHaveForgotten(operation(1, 1, 4)), "that one it knows");
        assertFalse(recent.mayHaveForgotten(operation(1, 1, 6)));
        assertFalse(recent.mayHaveForgotten(operation(1, 2, 1)), "a later start of the core");
        assertFalse(recent.mayHaveForgotten(operation(2, 1, 1)), "another core");
    }

    @Test
    void shouldKeepOneFloorForEachOrigin() {
        var recent = Recent.NONE;
        for (int number = 1; number <= 100; number++) {
            recent = recent.with(operation(number % 3, 1 + number / 50, number), number, MAX);
        }
        assertEquals(MAX, recent.entries().size());
        assertEquals(3, recent.forgotten().size());
    }

    private static OperationId operation(int origin, int incarnation, long number) {
        return new OperationId(CoreId.of(origin), incarnation, number);
    }
}
