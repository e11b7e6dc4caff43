package multikernel.bench;

import multikernel.hardware.ThreadMask;

/**
 * Two threads, each pinned to its CPU, for one slice; new ones each time, so that nothing has to be shared to hand them
 * work.
 */
record TwoThreads(int firstCpu, int secondCpu) {

    /** Runs both to their ends; the first runs on the first CPU. */
    void run(Runnable first, Runnable second) {
        var failures = new Throwable[2];
        var threads = new Thread[] {start(0, firstCpu, first, failures), start(1, secondCpu, second, failures)};
        for (var thread : threads) {
            join(thread);
        }
        for (var failure : failures) {
            if (failure != null) {
                throw new IllegalStateException("a slice failed: " + failure, failure);
            }
        }
    }

    private static Thread start(int at, int cpu, Runnable body, Throwable[] failures) {
        return Thread.ofPlatform()
                .daemon()
                .name("bench-" + at)
                .uncaughtExceptionHandler((thread, failure) -> failures[at] = failure)
                .start(() -> {
                    ThreadMask.pinCurrentThread(cpu);
                    body.run();
                });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a slice", interrupted);
        }
    }
}
