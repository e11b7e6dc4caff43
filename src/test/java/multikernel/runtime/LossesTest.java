package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.base.CoreId;
import org.junit.jupiter.api.Test;

class LossesTest {

    private static final CoreId STUCK = CoreId.of(2);

    private final Losses losses = new Losses();

    /** Timers of actors on a core that stands still go on for as long as it does. */
    @Test
    void shouldTellALossThatLastsWhenItBeginsAndWhenItIsOver() {
        var told = new ArrayList<String>();
        for (int second = 0; second <= 90; second++) {
            losses.add(new Dropped(null, STUCK, Dropped.Reason.CORE_STUCK, 100), nanos(second));
            told.addAll(losses.tell(nanos(second)));
        }
        assertEquals(List.of("100 messages from the host to core-2 were dropped: core-stuck"), told);
        assertEquals(List.of(), losses.tell(nanos(149)));
        assertEquals(
                List.of("9000 more messages from the host to core-2 were dropped: core-stuck,"
                        + " the last 90 s after the first"),
                losses.tell(nanos(150)));
        assertEquals(List.of(), losses.tell(nanos(151)));
    }

    @Test
    void shouldTellALossOnceThatIsOverAtOnceAndTheNextOneAnew() {
        assertTrue(losses.add(new Dropped(CoreId.of(0), STUCK, Dropped.Reason.CORE_ENDED, 3), nanos(0)));
        assertFalse(losses.add(new Dropped(CoreId.of(0), STUCK, Dropped.Reason.CORE_ENDED, 4), nanos(0)));
        var line = "7 messages from core-0 to core-2 were dropped: core-ended";
        assertEquals(List.of(line), losses.tell(nanos(1)));
        assertEquals(List.of(), losses.tell(nanos(60)));
        assertTrue(losses.add(new Dropped(CoreId.of(0), STUCK, Dropped.Reason.CORE_ENDED, 7), nanos(61)));
        assertEquals(List.of(line), losses.tell(nanos(62)));
    }

    @Test
    void shouldTellEachPairOfCoresAndEachReasonByItself() {
        losses.add(new Dropped(CoreId.of(0), STUCK, Dropped.Reason.CORE_STUCK, 1), nanos(0));
        losses.add(new Dropped(CoreId.of(1), STUCK, Dropped.Reason.CORE_STUCK, 2), nanos(0));
        losses.add(new Dropped(CoreId.of(0), STUCK, Dropped.Reason.CORE_ENDED, 3), nanos(0));
        assertEquals(
                List.of(
                        "1 messages from core-0 to core-2 were dropped: core-stuck",
                        "2 messages from core-1 to core-2 were dropped: core-stuck",
                        "3 messages from core-0 to core-2 were dropped: core-ended"),
                losses.tell(nanos(1)));
    }

    private static long nanos(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
