package multikernel.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import multikernel.urpc.SleepWord;

/**
 * A ring whose receiver polls for a while after its last message and then sleeps, and a sender that wakes it.
 *
 * @param pollNanos P of the paper's section 5.2
 * @param meanNanos between two messages
 * @param isOverhead CPU time of the receiver for each message, in nanoseconds; else the time that a message takes
 */
record PolledRing(
        String name,
        Map<String, Object> parameters,
        TwoThreads threads,
        Arrivals arrivals,
        long pollNanos,
        long meanNanos,
        boolean isOverhead)
        implements Subject {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CAPACITY = 1_024;
    private static final long SEED = 52;

    @Override
    public Slice slice(long nanos) {
        var run = new OneRun();
        threads.run(() -> run.send(nanos), run::receive);
        var messages = run.recorder.count();
        return isOverhead
                ? Slice.ofValue(messages, run.took, (double) run.cpu / Math.max(1, messages))
                : run.recorder.roundTrips(run.took);
    }

    @Override
    public void close() {}

    /** Two threads for one slice; what the receiver writes is read when both have ended. */
    private final class OneRun {

        private final RingPipe pipe = new RingPipe(CAPACITY);
        private final Recorder recorder = new Recorder();
        private final Thread[] sleeper = new Thread[1];
        private final SleepWord word = new SleepWord(() -> LockSupport.unpark(sleeper[0]));
        private long cpu;
        private long took;

        /** The next gap begins when a message was sent: what the waking of the receiver takes is not made up for. */
        void send(long nanos) {
            var inlet = pipe.inlet();
            var random = new SplittableRandom(SEED);
            var now = System.nanoTime();
            for (var until = now + nanos; now < until; ) {
                var due = now + arrivals.gap(random, meanNanos);
                while (now < due) {
                    Thread.onSpinWait();
                    now = System.nanoTime();
                }
                inlet.put(now);
                word.fenceAndWake();
            }
            inlet.put(Pipe.END);
            word.fenceAndWake();
        }

        void receive() {
            sleeper[0] = Thread.currentThread();
            var reader = pipe.reader();
            var began = System.nanoTime();
            var cpuBefore = THREADS.getCurrentThreadCpuTime();
            var idleSince = began;
            for (var sent = 0L; sent != Pipe.END; ) {
                if (!reader.isEmpty()) {
                    sent = RingPipe.take(reader);
                    idleSince = System.nanoTime();
                    if (sent != Pipe.END) {
                        recorder.record(idleSince - sent);
                    }
                } else if (System.nanoTime() - idleSince >= pollNanos) {
                    word.sleep(() -> !reader.isEmpty(), () -> LockSupport.park(this));
                } else {
                    Thread.onSpinWait();
                }
            }
            cpu = THREADS.getCurrentThreadCpuTime() - cpuBefore;
            took = System.nanoTime() - began;
            pipe.close();
        }
    }
}
