package multikernel.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.monitor.Watch.RunState;
import multikernel.monitor.Watch.Sample;
import multikernel.monitor.Watch.Verdict;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final long MILLI = 1_000_000;
    private static final long INTERVAL = 100 * MILLI;

    private final Watch watch = new Watch(new Watch.Limits(500 * MILLI, 3 * INTERVAL, 5 * MILLI));
    private long now = 7 * MILLI;

    @Test
    void shouldFindACoreFineWhoseTurnsMove() {
        for (int turn = 1; turn <= 20; turn++) {
            assertEquals(Verdict.FINE, look(running(turn)));
        }
    }

    @Test
    void shouldFindACoreStuckOnlyOnceItsTurnsHaveStoodStillForLong() {
        assertEquals(Verdict.FINE, look(running(9)));
        assertEquals(List.of(Verdict.FINE, Verdict.FINE, Verdict.FINE, Verdict.FINE), looks(4, running(9)));
        assertEquals(Verdict.STUCK, look(running(9)));
        assertEquals(Verdict.STUCK, look(running(9)), "it says so until somebody acts");
    }

    @Test
    void shouldFindACoreFineThatSleepsForHours() {
        assertEquals(Verdict.FINE, look(asleep(9)));
        looks(100, asleep(9)).forEach(verdict -> assertEquals(Verdict.FINE, verdict));
        assertEquals(Verdict.FINE, look(running(9)), "it was woken this moment");
    }

    @Test
    void shouldFindACoreFailedAtOnceThatHasEnded() {
        assertEquals(Verdict.FAILED, look(sample(1, 9, false, true, RunState.UNKNOWN, -1)));
    }

    @Test
    void shouldCountAgainWhenItWasLateItself() {
        look(running(9));
        looks(4, running(9));
        now += 10 * INTERVAL;
        assertEquals(Verdict.FINE, look(running(9)));
        assertEquals(List.of(Verdict.FINE, Verdict.FINE, Verdict.FINE, Verdict.FINE), looks(4, running(9)));
        assertEquals(Verdict.STUCK, look(running(9)));
    }

    @Test
    void shouldFindAFailedCoreFailedAlthoughItWasLateItself() {
        look(running(9));
        now += 10 * INTERVAL;
        assertEquals(Verdict.FAILED, look(sample(1, 9, false, true, RunState.UNKNOWN, -1)));
    }

    @Test
    void shouldFindACoreStarvedThatCouldRunAndGotNoCpu() {
        look(sample(1, 9, false, false, RunState.RUNNABLE, 40 * MILLI));
        looks(4, sample(1, 9, false, false, RunState.RUNNABLE, 41 * MILLI));
        assertEquals(Verdict.STARVED, look(sample(1, 9, false, false, RunState.RUNNABLE, 42 * MILLI)));
        assertEquals(Verdict.STUCK, look(sample(1, 9, false, false, RunState.RUNNABLE, 99 * MILLI)));
    }

    @Test
    void shouldFindACoreStarvedThatWasAsleepBeforeItCouldRun() {
        look(asleep(9));
        var starved = sample(1, 9, false, false, RunState.RUNNABLE, 900 * MILLI);
        looks(5, starved);
        assertEquals(Verdict.STARVED, look(starved));
    }

    @Test
    void shouldFindACoreStuckThatWaitsForSomethingButACpu() {
        look(sample(1, 9, false, false, RunState.WAITING, 40 * MILLI));
        looks(4, sample(1, 9, false, false, RunState.WAITING, 40 * MILLI));
        assertEquals(Verdict.STUCK, look(sample(1, 9, false, false, RunState.WAITING, 40 * MILLI)));
    }

    /** Under load it is now running, now ready, and now at a safepoint where it looks asleep. */
    @Test
    void shouldNotCountTheTimeThatACoreWaitedForACpuWhateverItIsSeenDoing() {
        look(waited(RunState.RUNNABLE, 0));
        looks(4, () -> waited(RunState.RUNNABLE, 200 * MILLI));
        assertEquals(Verdict.STARVED, look(waited(RunState.WAITING, 300 * MILLI)));
        assertEquals(Verdict.STARVED, look(waited(RunState.UNKNOWN, 300 * MILLI)));
        assertEquals(Verdict.STARVED, look(waited(RunState.RUNNABLE, 300 * MILLI)));
        assertEquals(Verdict.STUCK, look(waited(RunState.RUNNABLE, 300 * MILLI)), "500 ms of its own without a turn");
    }

    @Test
    void shouldFindACoreStuckThatRanAllTheTimeWhenItStandsReadyForAMoment() {
        look(waited(RunState.RUNNABLE, 7 * MILLI));
        looks(4, () -> waited(RunState.RUNNABLE, 7 * MILLI));
        assertEquals(Verdict.STUCK, look(waited(RunState.RUNNABLE, 7 * MILLI)));
    }

    /** The machine itself had no CPU for a moment, or has more threads than it can serve. */
    @Test
    void shouldFindACoreStarvedWhoseWaitForACpuIsNotOverAndSoNotCounted() {
        var ready = new Sample(CoreId.of(3), 1, 9, false, false, RunState.RUNNABLE, 700 * MILLI, 7 * MILLI);
        looks(20, ready);
        assertEquals(Verdict.STARVED, look(ready));
        var asleep = new Sample(CoreId.of(3), 1, 9, false, false, RunState.WAITING, 700 * MILLI, 7 * MILLI);
        assertEquals(Verdict.STUCK, look(asleep), "it has long waited for something else");
    }

    @Test
    void shouldCountAgainForTheNextIncarnation() {
        look(running(9));
        looks(4, running(9));
        assertEquals(Verdict.FINE, look(sample(2, 9, false, false, RunState.UNKNOWN, -1)));
    }

    @Test
    void shouldForgetACoreThatIsLeftOut() {
        look(running(9));
        looks(4, running(9));
        assertEquals(List.of(), watch.look(now, List.of()));
        assertEquals(Verdict.FINE, look(running(9)));
    }

    private List<Verdict> looks(int times, Sample sample) {
        return looks(times, () -> sample);
    }

    private List<Verdict> looks(int times, Supplier<Sample> sample) {
        return Stream.generate(() -> look(sample.get())).limit(times).toList();
    }

    private Verdict look(Sample sample) {
        var finding = watch.look(now, List.of(sample)).getFirst();
        now += INTERVAL;
        return finding.verdict();
    }

    private static Sample running(long turns) {
        return sample(1, turns, false, false, RunState.UNKNOWN, -1);
    }

    private static Sample asleep(long turns) {
        return sample(1, turns, true, false, RunState.UNKNOWN, -1);
    }

    /** It has run whenever it did not wait. */
    private Sample waited(RunState runState, long waitNanos) {
        return new Sample(CoreId.of(3), 1, 9, false, false, runState, now - waitNanos, waitNanos);
    }

    private static Sample sample(
            int incarnation, long turns, boolean asleep, boolean ended, RunState runState, long cpuNanos) {
        return new Sample(CoreId.of(3), incarnation, turns, asleep, ended, runState, cpuNanos, -1);
    }
}
