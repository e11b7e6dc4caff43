package multikernel.bench;

import java.util.List;

/** Two threads, each pinned to its CPU, for one slice. */
record TwoThreads(int firstCpu, int secondCpu) {

    /**
     * Runs both to their ends; the first runs on the first CPU. If one fails the other is interrupted.
     *
     * @throws IllegalStateException if one of them failed
     */
    void run(Runnable first, Runnable second) {
        PinnedThreads.run(List.of(firstCpu, secondCpu), List.of(first, second));
    }
}
