package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PatienceTest {

    private static final long COST = 40_000;
    private static final long MAX = 100_000;

    private final Patience patience = new Patience(COST, MAX);

    private void waits(int times, long nanos, boolean slept) {
        for (var i = 0; i < times; i++) {
            patience.waited(nanos, slept);
        }
    }

    @Test
    void shouldPollForWhatASleepCostsBeforeItKnowsMore() {
        assertEquals(COST, patience.pollNanos());
    }

    @Test
    void shouldPollUpToTheLimitOnceMostWorkComesSoonAfterItFellAsleep() {
        waits(4, COST + MAX, true);
        assertEquals(COST, patience.pollNanos(), "half of them may be chance");
        patience.waited(COST + MAX, true);
        assertEquals(MAX, patience.pollNanos());
    }

    @Test
    void shouldStayPatientWhilePollingMeetsWhatASleepWouldHaveMissed() {
        waits(8, MAX, true);
        waits(100, COST + 1, false);
        assertEquals(MAX, patience.pollNanos());
    }

    @Test
    void shouldPollNoLongerOnceWorkComesLate() {
        waits(8, MAX, true);
        waits(4, 2 * MAX, true);
        assertEquals(COST, patience.pollNanos());
    }

    @Test
    void shouldLearnNothingFromWhatCostsNoSleepEitherWay() {
        waits(100, COST, false);
        assertEquals(COST, patience.pollNanos());
        waits(8, MAX, true);
        waits(100, COST, false);
        assertEquals(MAX, patience.pollNanos());
    }

    @Test
    void shouldForgetAHabitAsFastHoweverLongItLasted() {
        waits(1_000, MAX, true);
        waits(4, 2 * MAX, true);
        assertEquals(COST, patience.pollNanos());
        waits(1_000, 2 * MAX, true);
        waits(5, MAX, true);
        assertEquals(MAX, patience.pollNanos());
    }

    @Test
    void shouldNotChangeWhatIsSaid() {
        var said = Patience.fixed(7_000);
        for (var i = 0; i < 100; i++) {
            said.waited(9_000, true);
        }
        assertEquals(7_000, said.pollNanos());
    }
}
