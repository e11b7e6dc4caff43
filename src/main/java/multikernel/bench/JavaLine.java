package multikernel.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** The hand-off in Java, where there is no C compiler: it includes about 25 ns of reading the clock. */
final class JavaLine implements LineProbe {

    private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    /** In the middle of an array of four lines, so that nothing shares its line. */
    private static final int WORD = 16;

    private static final long END = -1;

    private final TwoThreads threads;
    private final AtomicLongArray line = new AtomicLongArray(2 * WORD);
    private final Recorder recorder = new Recorder();

    JavaLine(TwoThreads threads) {
        this.threads = threads;
    }

    @Override
    public String name() {
        return "a line hand-off in Java, for want of gcc";
    }

    @Override
    public double roundTripNanos() {
        line.set(WORD, 0);
        recorder.clear();
        threads.run(this::ask, this::answer);
        return recorder.at(0.5);
    }

    private void ask() {
        var last = System.nanoTime();
        var until = last + PROBE_NANOS;
        long turn = 0;
        while (last < until) {
            line.setRelease(WORD, turn + 1);
            for (int looks = 0; line.getAcquire(WORD) != turn + 2; looks = Waiting.again(looks)) {
                Thread.onSpinWait();
            }
            turn += 2;
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
        }
        line.setRelease(WORD, END);
    }

    private void answer() {
        long seen = 0;
        int looks = 0;
        while (seen != END) {
            seen = line.getAcquire(WORD);
            if ((seen & 1) == 1 && seen != END) {
                line.setRelease(WORD, seen + 1);
            } else {
                looks = Waiting.again(looks);
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {}
}
