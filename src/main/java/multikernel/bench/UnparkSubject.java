package multikernel.bench;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import multikernel.urpc.Line;
import org.jspecify.annotations.Nullable;

/**
 * A word to every other thread and a word back, where all of them sleep: the least that anything costs which has to
 * reach so many threads on too few CPUs.
 */
record UnparkSubject(Map<String, Object> parameters, Crowd crowd, Recorder recorder) implements Subject {

    static final String NAME = "park and unpark";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Slice slice(long nanos) {
        recorder.clear();
        var run = new OneRun();
        crowd.run(() -> run.lead(nanos), other -> () -> run.answer(other));
        return recorder.roundTrips(run.took);
    }

    @Override
    public void close() {}

    /** All threads for one slice. */
    private final class OneRun {

        private static final int NUMBER = 0;
        private static final long END = -1;

        private final @Nullable Thread[] sleepers = new Thread[crowd.others()];
        private final Line asked = new Line();
        private final Line ready = new Line();
        private final Line unanswered = new Line();
        private @Nullable Thread leader;
        private long took;

        void lead(long nanos) {
            leader = Thread.currentThread();
            ready.getAndAdd(NUMBER, 1);
            awaitAll();
            var begun = System.nanoTime();
            var now = begun;
            for (long number = 1; now - begun < nanos; number++) {
                var before = now;
                ask(number);
                for (int looks = 0; unanswered.getVolatile(NUMBER) > 0; ) {
                    looks = Waiting.again(looks);
                    LockSupport.park(this);
                }
                now = System.nanoTime();
                recorder.record(now - before);
            }
            took = now - begun;
            ask(END);
        }

        private void awaitAll() {
            for (int looks = 0; ready.getVolatile(NUMBER) < crowd.cores(); looks = Waiting.again(looks)) {
                Thread.yield();
            }
        }

        private void ask(long number) {
            unanswered.setVolatile(NUMBER, crowd.others());
            asked.setVolatile(NUMBER, number);
            for (var sleeper : sleepers) {
                LockSupport.unpark(sleeper);
            }
        }

        void answer(int other) {
            sleepers[other] = Thread.currentThread();
            ready.getAndAdd(NUMBER, 1);
            var last = 0L;
            while (last != END) {
                var now = asked.getVolatile(NUMBER);
                if (now == last) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new Waiting.Forsaken();
                    }
                    LockSupport.park(this);
                    continue;
                }
                last = now;
                if (unanswered.getAndAdd(NUMBER, -1) == 1) {
                    LockSupport.unpark(leader);
                }
            }
        }
    }
}
