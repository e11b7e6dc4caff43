package multikernel.bench;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/** Times of one slice, exact below 16 µs; recording one touches a single counter, so that it hardly counts itself. */
public final class Recorder {

    private static final int EXACT = 16_384;
    private static final int DIGITS = 3;

    private final long[] exact = new long[EXACT];
    private final Histogram beyond = new Histogram(DIGITS);
    private long count;
    private long max;

    void clear() {
        Arrays.fill(exact, 0);
        beyond.reset();
        count = 0;
        max = 0;
    }

    public void record(long nanos) {
        count++;
        if (nanos < EXACT) {
            exact[(int) Math.max(0, nanos)]++;
        } else {
            beyond.recordValue(nanos);
        }
        if (nanos > max) {
            max = nanos;
        }
    }

    long count() {
        return count;
    }

    long max() {
        return max;
    }

    /** @param share from 0 to 1; 0 of nothing */
    double at(double share) {
        if (count == 0) {
            return 0;
        }
        var rank = Math.max(1, (long) Math.ceil(share * count));
        var seen = 0L;
        for (int nanos = 0; nanos < EXACT; nanos++) {
            seen += exact[nanos];
            if (seen >= rank) {
                return nanos;
            }
        }
        return Math.min(max, beyond.getValueAtPercentile(100.0 * (rank - seen) / Math.max(1, count - seen)));
    }

    /** A slice of round trips: its median stands for it. */
    Slice roundTrips(long nanos) {
        return new Slice(count, nanos, at(0.5), at(0.99), at(0.999), max);
    }

    /** @param batch messages that each recorded time was for */
    Slice stream(long operations, long nanos, int batch) {
        return Slice.ofStream(operations, nanos, at(0.99) / batch, at(0.999) / batch, (double) max / batch);
    }
}
