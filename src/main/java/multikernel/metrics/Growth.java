package multikernel.metrics;

import multikernel.urpc.Counters;

/** What counters of another thread have grown by since the last look at each. */
final class Growth {

    private final Counters counters;
    private final long[] seen;

    Growth(Counters counters) {
        this.counters = counters;
        this.seen = new long[counters.count()];
    }

    int words() {
        return seen.length;
    }

    long of(int word) {
        long now = counters.get(word);
        long grown = now - seen[word];
        seen[word] = now;
        return grown;
    }

    /** As it stands, not what was added. */
    long value(int word) {
        return counters.get(word);
    }
}
