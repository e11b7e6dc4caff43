package multikernel.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cores that update the same lines of memory, each as fast as it can and without a lock, so that updates get lost. The
 * first core tells how long one takes.
 */
final class SharedLines implements Subject {

    /** Words from one line to the next but one: neighbours are fetched together. */
    static final int STRIDE = 16;

    /** Updates between two looks at the clock. */
    private static final int BATCH = 64;

    private final List<Integer> cpus;
    private final int lines;
    /** One line more at each end; the last ends a slice. */
    private final AtomicLongArray words;

    private final Recorder recorder = new Recorder();

    SharedLines(List<Integer> cpus, int lines) {
        this.cpus = List.copyOf(cpus);
        this.lines = lines;
        this.words = new AtomicLongArray((lines + 3) * STRIDE);
    }

    @Override
    public String name() {
        return "shared lines";
    }

    @Override
    public Map<String, Object> parameters() {
        return Laboratory.parameters("metric", "update", "lines", lines, "cores", cpus.size());
    }

    @Override
    public Slice slice(long nanos) {
        recorder.clear();
        words.set(end(), 0);
        var found = new long[2];
        var others = IntStream.range(1, cpus.size()).<Runnable>mapToObj(core -> this::updateUntilEnd);
        PinnedThreads.run(
                cpus,
                Stream.concat(Stream.of(() -> measure(nanos, found)), others).toList());
        return recorder.stream(found[0], found[1], BATCH);
    }

    private int end() {
        return (lines + 1) * STRIDE;
    }

    /** @return what is in a line: how often it was updated, without the updates that were lost */
    long updated(int line) {
        return words.get((line + 1) * STRIDE);
    }

    private void measure(long nanos, long[] found) {
        var begun = System.nanoTime();
        var last = begun;
        while (last - begun < nanos) {
            update();
            var now = System.nanoTime();
            recorder.record(now - last);
            last = now;
            found[0] += BATCH;
        }
        found[1] = last - begun;
        words.setRelease(end(), 1);
    }

    private void updateUntilEnd() {
        for (int looks = 0; words.getAcquire(end()) == 0; looks = Waiting.again(looks)) {
            update();
        }
    }

    private void update() {
        for (int each = 0; each < BATCH; each++) {
            for (int at = STRIDE; at <= lines * STRIDE; at += STRIDE) {
                words.setOpaque(at, words.getOpaque(at) + 1);
            }
        }
    }

    @Override
    public void close() {}
}
