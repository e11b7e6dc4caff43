package multikernel.urpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LivenessLineTest {

    private final LivenessLine line = new LivenessLine();

    @Test
    void shouldCountBusyAndIdleTimeUpToNow() {
        line.begin(1_000);
        assertEquals(500, line.idleNanos(1_500));
        line.change(true, 2_000);
        assertEquals(1_000, line.idleNanos(9_000));
        assertEquals(300, line.busyNanos(2_300));
        line.change(false, 3_000);
        assertEquals(1_000, line.busyNanos(9_000));
        assertEquals(1_500, line.idleNanos(3_500));
    }

    @Test
    void shouldStandStillOnceItHasEnded() {
        line.begin(0);
        line.turn(3);
        line.turn(2);
        assertFalse(line.isEnded());
        line.end(100);
        assertTrue(line.isEnded());
        assertEquals(2, line.turns());
        assertEquals(2, line.runQueue());
        assertEquals(100, line.idleNanos(1_000_000));
    }
}
