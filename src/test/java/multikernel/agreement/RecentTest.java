package multikernel.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Random;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.junit.jupiter.api.Test;

class RecentTest {

    private static final int MAX = 2;

    private final RecentRing ring = new RecentRing(MAX);

    @Test
    void shouldKnowTheLastOperations() {
        ring.add(operation(1, 1, 1), 1);
        ring.add(operation(2, 1, 1), 2);
        assertEquals(1, ring.numberOf(operation(1, 1, 1)));
        assertEquals(2, ring.numberOf(operation(2, 1, 1)));
        assertEquals(RecentRing.ABSENT, ring.numberOf(operation(1, 1, 2)));
        assertFalse(ring.mayHaveForgotten(operation(1, 1, 1)));
    }

    @Test
    void shouldNeverTakeAForgottenOperationForANewOne() {
        for (int number = 1; number <= 5; number++) {
            ring.add(operation(1, 1, number), number);
        }
        assertEquals(RecentRing.ABSENT, ring.numberOf(operation(1, 1, 3)));
        assertTrue(ring.mayHaveForgotten(operation(1, 1, 3)));
        assertTrue(ring.mayHaveForgotten(operation(1, 1, 1)));
        assertFalse(ring.mayHaveForgotten(operation(1, 1, 4)), "that one it knows");
        assertFalse(ring.mayHaveForgotten(operation(1, 1, 6)));
        assertFalse(ring.mayHaveForgotten(operation(1, 2, 1)), "a later start of the core");
        assertFalse(ring.mayHaveForgotten(operation(2, 1, 1)), "another core");
    }

    @Test
    void shouldKeepOneFloorForEachOrigin() {
        for (int number = 1; number <= 100; number++) {
            ring.add(operation(number % 3, 1 + number / 50, number), number);
        }
        assertEquals(MAX, ring.snapshot().entries().size());
        assertEquals(3, ring.snapshot().forgotten().size());
    }

    /** The slow and obvious way beside it: a list of all that ever was. */
    @Test
    void shouldSayOfEveryOperationWhatAListWouldSay() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            int max = 1 + random.nextInt(40);
            var tried = new RecentRing(max);
            var all = new ArrayList<OperationId>();
            for (int step = 0; step < 200; step++) {
                var operation = operation(random.nextInt(3) * 20, 1, step / 3 + random.nextInt(40));
                if (all.contains(operation)) {
                    continue;
                }
                all.add(operation);
                tried.add(operation, all.size());
                var asked = all.get(random.nextInt(all.size()));
                int at = all.indexOf(asked);
                boolean isKept = at >= all.size() - max;
                assertEquals(isKept ? at + 1 : RecentRing.ABSENT, tried.numberOf(asked), "seed " + seed);
                assertTrue(isKept || tried.mayHaveForgotten(asked), "seed " + seed);
                assertEquals(tried.snapshot().mayHaveForgotten(asked), tried.mayHaveForgotten(asked), "seed " + seed);
                if (random.nextInt(20) == 0) {
                    var other = new RecentRing(max);
                    other.add(operation(5, 1, 5), 5);
                    other.become(tried.snapshot());
                    assertEquals(tried.snapshot(), other.snapshot(), "seed " + seed);
                    tried = other;
                }
            }
        }
    }

    private static OperationId operation(int origin, int incarnation, long number) {
        return new OperationId(CoreId.of(origin), incarnation, number);
    }
}
