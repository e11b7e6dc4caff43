package multikernel.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One thread's part in reading and changing one map: runs of look-ups, and a change after each.
 *
 * <p>Times of look-ups are those of a run, so that the clock is not what is measured.
 */
final class Mix {

    /** Look-ups between two changes: 99.9 % of all. */
    static final int READS = 999;

    private static final int KEYS = 4_096;

    private final Integer[] keys = new Integer[KEYS];
    private final Recorder recorder = new Recorder();
    private int next;
    private long runs;
    private long sum;

    /** @param thread whose keys come in an order of their own */
    Mix(int thread) {
        var random = new SplittableRandom(thread + 1L);
        var all = IntStream.range(0, ReadMostly.ENTRIES).boxed().toArray(Integer[]::new);
        for (int i = 0; i < KEYS; i++) {
            keys[i] = all[random.nextInt(all.length)];
        }
    }

    void begin() {
        recorder.clear();
        runs = 0;
    }

    void run(ReadMostly map) {
        long begun = System.nanoTime();
        sum += map.reads(keys, next, READS);
        recorder.record(System.nanoTime() - begun);
        next += READS;
        runs++;
    }

    Integer key() {
        return keys[next & KEYS - 1];
    }

    /** Something that no compiler can leave out. */
    Long value() {
        return sum;
    }

    /** @param nanos of all of them, changes included */
    Slice reads(long nanos) {
        return new Slice(
                runs * READS,
                nanos,
                recorder.at(0.5) / READS,
                recorder.at(0.99) / READS,
                recorder.at(0.999) / READS,
                (double) recorder.max() / READS);
    }

    /** Look-ups and changes together. */
    Slice all(long nanos) {
        return Slice.ofStream(runs * (READS + 1), nanos, 0, Double.NaN, 0);
    }
}
