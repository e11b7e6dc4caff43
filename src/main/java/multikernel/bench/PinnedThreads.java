package multikernel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import multikernel.hardware.ThreadMask;
import org.jspecify.annotations.Nullable;

/**
 * Threads for one slice, each pinned to its CPU; new ones each time, so that nothing has to be shared to hand them
 * work. If one fails the others are interrupted, which ends every wait ({@link Waiting}).
 */
final class PinnedThreads {

    /** Of a thread that may run wherever the system lets it. */
    static final int NOWHERE = -1;

    private final List<Thread> threads = new ArrayList<>();
    private final @Nullable Throwable[] failures;

    private PinnedThreads(List<Integer> cpus, List<Runnable> bodies) {
        failures = new @Nullable Throwable[bodies.size()];
        for (int at = 0; at < bodies.size(); at++) {
            threads.add(thread(cpus.get(at), bodies.get(at), at));
        }
    }

    /**
     * Runs all to their ends, each on the CPU at the same place in the list.
     *
     * @throws IllegalStateException if one of them failed
     */
    static void run(List<Integer> cpus, List<Runnable> bodies) {
        var all = new PinnedThreads(cpus, bodies);
        all.threads.forEach(Thread::start);
        all.join();
        all.cause().findFirst().ifPresent(failure -> {
            throw new IllegalStateException("a slice failed: " + failure, failure);
        });
    }

    private Thread thread(int cpu, Runnable body, int at) {
        return Thread.ofPlatform()
                .daemon()
                .name("bench-" + at)
                .uncaughtExceptionHandler((thread, failure) -> {
                    failures[at] = failure;
                    threads.stream().filter(other -> other != thread).forEach(Thread::interrupt);
                })
                .unstarted(() -> {
                    ThreadMask.pinCurrentThread(cpu);
                    body.run();
                });
    }

    private void join() {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in the middle of a slice", interrupted);
        }
    }

    /** Who was merely forsaken comes last. */
    private Stream<Throwable> cause() {
        var all = Arrays.stream(failures).filter(Objects::nonNull).toList();
        return Stream.concat(
                all.stream().filter(failure -> !(failure instanceof Waiting.Forsaken)),
                all.stream().filter(Waiting.Forsaken.class::isInstance));
    }
}
