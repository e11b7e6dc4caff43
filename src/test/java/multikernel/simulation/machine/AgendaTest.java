package multikernel.simulation.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is due comes in the order of time, and of one time in the order in which it was put. */
class AgendaTest {

    private record Due(long time, int put, int what) {}

    @Test
    void shouldTakeInTheOrderOfTimeAndThenOfPutting() {
        var random = new SplittableRandom(3);
        var agenda = new Agenda();
        var expected = new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingInt(Due::put));
        for (int step = 0; step < 50_000; step++) {
            if (expected.isEmpty() || random.nextInt(5) < 3) {
                var due = new Due(agenda.now() + random.nextInt(20), step, random.nextInt(1 << 26));
                expected.add(due);
                agenda.put(due.time(), due.what());
            } else {
                var due = expected.remove();
                assertEquals(due.what(), agenda.take());
                assertEquals(due.time(), agenda.now());
            }
        }
        while (!expected.isEmpty()) {
            assertEquals(expected.remove().what(), agenda.take());
        }
        assertTrue(agenda.isEmpty());
    }
}
