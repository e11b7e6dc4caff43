package multikernel.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import multikernel.hardware.ThreadState.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadStateTest {

    private static final String STAT = "77 (a (b) c) R 1 77 77 0 -1 4194368 9 0 0 0 12 3 0 0 20 0 24 0 181 1 2";

    @Test
    void shouldReadPastANameWithSpacesAndParentheses() {
        assertEquals(new ThreadState(Run.RUNNABLE, 5_000, 70), ThreadState.parse(STAT, "5000 70 9\n"));
    }

    @Test
    void shouldCountTicksWhereTheKernelKeepsNoFinerTime() {
        assertEquals(new ThreadState(Run.RUNNABLE, 150_000_000, -1), ThreadState.parse(STAT, ""));
    }

    @Test
    void shouldNotKnowWhatItCannotRead() {
        assertEquals(Run.UNKNOWN, ThreadState.parse("77 (short) R", "").run());
        assertEquals(Run.UNKNOWN, ThreadState.read(-1).run());
    }

    @Test
    void shouldCallAThreadStarvedOnlyWhenItWasReadyAndDidNotRun() {
        var ready = new ThreadState(Run.RUNNABLE, 5, 1);
        assertTrue(new ThreadState(Run.RUNNABLE, 5, 9).starvedSince(ready));
        assertFalse(new ThreadState(Run.RUNNABLE, 6, 9).starvedSince(ready));
        assertFalse(new ThreadState(Run.SLEEPING, 5, 9).starvedSince(ready));
        assertFalse(ready.starvedSince(new ThreadState(Run.SLEEPING, 5, 1)));
        var unknown = new ThreadState(Run.RUNNABLE, -1, -1);
        assertFalse(unknown.starvedSince(unknown));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldSeeAThreadRunSleepAndEnd() throws Exception {
        var tid = new AtomicLong();
        var known = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var thread = Thread.ofPlatform().start(() -> {
            tid.set(ThreadState.currentTid());
            known.countDown();
            await(mayEnd);
        });
        known.await();
        while (ThreadState.read(tid.get()).run() != Run.SLEEPING) {
            Thread.onSpinWait();
        }
        assertTrue(ThreadState.read(tid.get()).cpuNanos() > 0);
        mayEnd.countDown();
        thread.join();
        while (ThreadState.read(tid.get()).run() != Run.ENDED) {
            Thread.onSpinWait();
        }
        assertEquals(Run.RUNNABLE, ThreadState.read(ThreadState.currentTid()).run());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
