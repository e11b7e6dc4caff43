package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.junit.jupiter.api.Test;

class PerformedTest {

    /** The fewest that it keeps: the bits of one word. */
    private static final int MAX = 64;

    private final Performed performed = new Performed(MAX);

    @Test
    void shouldKnowAnOperationFromItsOppositeAndFromThatOfAnotherStartOrCore() {
        performed.done(operation(1, 1, -7));

        assertEquals(Part.Work.DONE, performed.of(operation(1, 1, -7)));
        assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(1, 1, 7)));
        assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(1, 2, -7)));
        assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(2, 1, -7)));
        assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(1, 1, -6)));
    }

    @Test
    void shouldRememberTheLastNumbersOfEachStartInWhateverOrderTheyCome() {
        var random = new Random(1);
        for (int last = 1; last < 1000; last += 1 + random.nextInt(3)) {
            performed.done(operation(0, 1, last));
            int late = Math.max(1, last - random.nextInt(MAX));
            performed.done(operation(0, 1, late));
            assertEquals(Part.Work.DONE, performed.of(operation(0, 1, last)));
            assertEquals(Part.Work.DONE, performed.of(operation(0, 1, late)));
            assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(0, 1, last + 1)));
        }
    }

    @Test
    void shouldNotTakeASkippedNumberForTheOneThatHadItsBit() {
        performed.done(operation(0, 1, 3));
        performed.done(operation(0, 1, 3 + 2 * MAX + 1));

        assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(0, 1, 3 + MAX)));
        assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(0, 1, 3 + 2 * MAX)));
        assertEquals(Part.Work.NOT_BEGUN, performed.of(operation(0, 1, 3)), "too long ago to be known");
    }

    @Test
    void shouldKnowWhatIsBegunUntilItIsDone() {
        performed.leftOver(operation(0, 1, 1));
        assertTrue(performed.isLeftOver(operation(0, 1, 1)));
        assertEquals(Part.Work.BEGUN, performed.of(operation(0, 1, 1)));

        performed.done(operation(0, 1, 1));

        assertFalse(performed.isLeftOver(operation(0, 1, 1)));
        assertEquals(Part.Work.DONE, performed.of(operation(0, 1, 1)));
    }

    private static OperationId operation(int core, int incarnation, long number) {
        return new OperationId(CoreId.of(core), incarnation, number);
    }
}
