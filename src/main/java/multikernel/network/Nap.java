package multikernel.network;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits for another process without a word from it: polls for a while after the last work, then sleeps, each time for
 * twice as long. No system call wakes a thread of another JVM, so a message to a sleeping one waits for its next look.
 */
public final class Nap {

    /** With the timer's slack of 50 µs on top, the first nap costs a message about 0.1 ms. */
    private static final long NAP_NANOS_MIN = 50_000;

    private final long spinNanos;
    private final long napNanosMax;
    private boolean idle;
    private long since;
    private long nap = NAP_NANOS_MIN;

    /**
     * @param spinNanos how long it polls after its last work
     * @param napNanosMax the longest a message to an idle end waits
     */
    public Nap(long spinNanos, long napNanosMax) {
        this.spinNanos = spinNanos;
        this.napNanosMax = napNanosMax;
    }

    /** After each turn of a loop; returns at once after one that did something. */
    public void after(boolean didSomething) throws InterruptedException {
        if (didSomething) {
            idle = false;
            return;
        }
        if (!idle) {
            idle = true;
            since = System.nanoTime();
            nap = NAP_NANOS_MIN;
        }
        if (System.nanoTime() - since < spinNanos) {
            Thread.onSpinWait();
            return;
        }
        LockSupport.parkNanos(this, nap);
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for another process");
        }
        nap = Math.min(nap * 2, napNanosMax);
    }
}
