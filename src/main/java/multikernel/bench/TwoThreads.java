package multikernel.bench;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import multikernel.hardware.ThreadMask;
import org.jspecify.annotations.Nullable;

/**
 * Two threads, each pinned to its CPU, for one slice; new ones each time, so that nothing has to be shared to hand them
 * work. If one fails the other is interrupted, which ends every wait of a pipe ({@link Waiting}).
 */
record TwoThreads(int firstCpu, int secondCpu) {

    /**
     * Runs both to their ends; the first runs on the first CPU.
     *
     * @throws IllegalStateException if one of them failed
     */
    void run(Runnable first, Runnable second) {
        var failures = new @Nullable Throwable[2];
        var threads = new Thread[2];
        threads[0] = thread(firstCpu, first, () -> threads[1].interrupt(), failures, 0);
        threads[1] = thread(secondCpu, second, () -> threads[0].interrupt(), failures, 1);
        for (var thread : threads) {
            thread.start();
        }
        join(threads);
        cause(failures).findFirst().ifPresent(failure -> {
            throw new IllegalStateException("a slice failed: " + failure, failure);
        });
    }

    /** Who was merely forsaken comes last. */
    private static Stream<Throwable> cause(@Nullable Throwable[] failures) {
        var all = Arrays.stream(failures).filter(Objects::nonNull).toList();
        return Stream.concat(
                all.stream().filter(failure -> !(failure instanceof Waiting.Forsaken)),
                all.stream().filter(Waiting.Forsaken.class::isInstance));
    }

    private static Thread thread(int cpu, Runnable body, Runnable end, @Nullable Throwable[] failures, int at) {
        return Thread.ofPlatform()
                .daemon()
                .name("bench-" + at)
                .uncaughtExceptionHandler((thread, failure) -> {
                    failures[at] = failure;
                    end.run();
                })
                .unstarted(() -> {
                    ThreadMask.pinCurrentThread(cpu);
                    body.run();
                });
    }

    private static void join(Thread... threads) {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            for (var thread : threads) {
                thread.interrupt();
            }
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a slice", interrupted);
        }
    }
}
