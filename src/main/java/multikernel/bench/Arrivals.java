package multikernel.bench;

import java.util.SplittableRandom;

/** Gaps between messages, in nanoseconds, with a given mean. */
enum Arrivals {
    PERIODIC("periodic") {
        @Override
        long gap(SplittableRandom random, long mean) {
            return mean;
        }
    },
    /** Independent of each other, as from many senders: gaps are spread exponentially. */
    POISSON("poisson") {
        @Override
        long gap(SplittableRandom random, long mean) {
            return Math.max(1, Math.round(-mean * Math.log(1 - random.nextDouble())));
        }
    };

    private final String word;

    Arrivals(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    abstract long gap(SplittableRandom random, long mean);
}
