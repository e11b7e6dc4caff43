package multikernel.ownership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.junit.jupiter.api.Test;

class RecentTest {

    private final Recent<String> recent = new Recent<>(3);

    @Test
    void shouldRememberAtLeastTheLastOperationsInARow() {
        for (int number = 1; number <= 100; number++) {
            recent.add(operation(1, number), "outcome " + number);
            assertEquals("outcome " + number, recent.of(operation(1, number)));
            if (number > 2) {
                assertEquals("outcome " + (number - 2), recent.of(operation(1, number - 2)));
            }
        }
        assertNull(recent.of(operation(1, 50)));
    }

    @Test
    void shouldNotTakeAnOperationOfAnEarlierStartForOneWithTheSameNumber() {
        recent.add(operation(1, 7), "of the first");
        assertNull(recent.of(operation(2, 7)));
        recent.add(operation(2, 7), "of the second");
        assertEquals("of the second", recent.of(operation(2, 7)));
    }

    private static OperationId operation(int incarnation, long number) {
        return new OperationId(CoreId.of(0), incarnation, number);
    }
}
