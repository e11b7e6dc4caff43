package multikernel.network;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition; a hang ends as a failure, long after anything that merely takes its time. */
final class Patience {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long NAP_NANOS = 50_000;

    /** What is waited for. */
    interface Condition {
        boolean holds() throws Exception;
    }

    private Patience() {}

    static void until(String what, Condition condition) throws Exception {
        var begun = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begun > LIMIT_NANOS) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(NAP_NANOS);
        }
    }
}
