package multikernel.runtime;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What it costs on this machine to sleep and be woken, measured between two threads that wake each other. With nothing
 * known of when work comes, to poll for as long as that and then to sleep costs twice the best at most (Baumann and
 * others, SOSP 2009, section 5.2).
 */
final class SleepCost {

    private static final int ROUNDS = 200;
    private static final long NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(5);

    /** A core that polls keeps its CPU from the host: this is the longest that it may. */
    static final long SPIN_NANOS_MAX = TimeUnit.MICROSECONDS.toNanos(100);

    private static final int PING = 1;
    private static final int PONG = 0;
    private static final int END = 2;

    private SleepCost() {}

    /** Once in a process, by the first core that asks. */
    private static final class Measured {
        static final long NANOS = measure();
    }

    static long spinNanos() {
        return Math.min(Measured.NANOS, SPIN_NANOS_MAX);
    }

    static SpinTime spinTime() {
        return new SpinTime(spinNanos(), SPIN_NANOS_MAX);
    }

    /** The median of half a round trip; takes about 5 ms at most. */
    static long measure() {
        var ball = new AtomicInteger(PONG);
        var here = Thread.currentThread();
        var there = new Thread(() -> answer(ball, here), "sleep-cost");
        there.setDaemon(true);
        there.start();
        var nanos = new long[ROUNDS];
        var rounds = 0;
        for (var end = System.nanoTime() + NANOS_MAX; rounds == 0 || rounds < ROUNDS && System.nanoTime() < end; ) {
            var began = System.nanoTime();
            ball.set(PING);
            LockSupport.unpark(there);
            while (ball.get() == PING) {
                LockSupport.park(ball);
            }
            nanos[rounds++] = (System.nanoTime() - began) / 2;
        }
        ball.set(END);
        LockSupport.unpark(there);
        Arrays.sort(nanos, 0, rounds);
        return nanos[rounds / 2];
    }

    private static void answer(AtomicInteger ball, Thread to) {
        for (var seen = ball.get(); seen != END; seen = ball.get()) {
            if (seen == PING) {
                ball.compareAndSet(PING, PONG);
                LockSupport.unpark(to);
            } else {
                LockSupport.park(ball);
            }
        }
    }
}
