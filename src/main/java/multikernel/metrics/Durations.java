package multikernel.metrics;

import multikernel.urpc.Counters;

/**
 * A histogram among a core's counters: for each bucket how many and how long together. Its bounds are those of the
 * export, so that what is added up over cores and exported is exact, but for what a user sets them to.
 */
final class Durations {

    /** Upper bounds: 1, 2 and 5 of each power of ten from a microsecond to ten seconds. */
    private static final long[] BOUNDS_NANOS = bounds();

    /** A count and a sum for each bucket, the last one without a bound. */
    static final int WORDS = 2 * (BOUNDS_NANOS.length + 1);

    private Durations() {}

    private static long[] bounds() {
        var bounds = new long[22];
        long decade = 1_000;
        for (int i = 0; i < bounds.length; i += 3, decade *= 10) {
            bounds[i] = decade;
            if (i + 2 < bounds.length) {
                bounds[i + 1] = 2 * decade;
                bounds[i + 2] = 5 * decade;
            }
        }
        return bounds;
    }

    /** Owner. @param first of its words */
    static void record(Counters counters, int first, long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        counters.add(first + 2 * bucket + 1, nanos);
        counters.add(first + 2 * bucket, 1);
    }

    /** Where the values of a bucket go that were added since the last look. */
    interface Sink {
        void add(long meanNanos, long times);
    }

    /** Anyone. A sum that comes before its count, or after it, stays within the bucket. */
    static void added(Growth growth, int first, Sink sink) {
        for (int bucket = 0; bucket <= BOUNDS_NANOS.length; bucket++) {
            long times = growth.of(first + 2 * bucket);
            if (times > 0) {
                sink.add(within(bucket, growth.of(first + 2 * bucket + 1) / times), times);
            }
        }
    }

    private static long within(int bucket, long nanos) {
        long from = bucket == 0 ? 0 : BOUNDS_NANOS[bucket - 1] + 1;
        long to = bucket == BOUNDS_NANOS.length ? Long.MAX_VALUE : BOUNDS_NANOS[bucket];
        return Math.clamp(nanos, from, to);
    }
}
