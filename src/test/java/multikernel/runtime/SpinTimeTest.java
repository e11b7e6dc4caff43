package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpinTimeTest {

    private static final long COST = 40_000;
    private static final long MAX = 100_000;

    private final SpinTime spinTime = new SpinTime(COST, MAX);

    private void waits(int times, long nanos, boolean slept) {
        for (var i = 0; i < times; i++) {
            spinTime.waited(nanos, slept);
        }
    }

    @Test
    void shouldPollForWhatASleepCostsBeforeItKnowsMore() {
        assertEquals(COST, spinTime.pollNanos());
    }

    @Test
    void shouldPollUpToTheLimitOnceMostWorkComesSoonAfterItFellAsleep() {
        waits(4, COST + MAX, true);
        assertEquals(COST, spinTime.pollNanos(), "half of them may be chance");
        spinTime.waited(COST + MAX, true);
        assertEquals(MAX, spinTime.pollNanos());
    }

    @Test
    void shouldStayPatientWhilePollingMeetsWhatASleepWouldHaveMissed() {
        waits(8, MAX, true);
        waits(100, COST + 1, false);
        assertEquals(MAX, spinTime.pollNanos());
    }

    @Test
    void shouldPollNoLongerOnceWorkComesLate() {
        waits(8, MAX, true);
        waits(4, 2 * MAX, true);
        assertEquals(COST, spinTime.pollNanos());
    }

    @Test
    void shouldLearnNothingFromWhatCostsNoSleepEitherWay() {
        waits(100, COST, false);
        assertEquals(COST, spinTime.pollNanos());
        waits(8, MAX, true);
        waits(100, COST, false);
        assertEquals(MAX, spinTime.pollNanos());
    }

    @Test
    void shouldForgetAHabitAsFastHoweverLongItLasted() {
        waits(1_000, MAX, true);
        waits(4, 2 * MAX, true);
        assertEquals(COST, spinTime.pollNanos());
        waits(1_000, 2 * MAX, true);
        waits(5, MAX, true);
        assertEquals(MAX, spinTime.pollNanos());
    }

    @Test
    void shouldNotChangeWhatIsSaid() {
        var said = SpinTime.fixed(7_000);
        for (var i = 0; i < 100; i++) {
            said.waited(9_000, true);
        }
        assertEquals(7_000, said.pollNanos());
    }
}
