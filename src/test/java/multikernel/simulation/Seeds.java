package multikernel.simulation;

import java.util.SplittableRandom;

/** Runs seeds, and says what they made of the world when they fail. */
final class Seeds {

    private static final int TRACED_MAX = Integer.getInteger("capability.traced", 60);

    private Seeds() {}

    static History run(long seed) {
        return run(seed, History.of(seed, Tamper.NONE, TRACED_MAX));
    }

    /** In a world of the size by which speed is measured. */
    static History measured(long seed) {
        var random = new SplittableRandom(seed);
        return run(seed, new History(Options.measured(seed, random), random, Tamper.NONE, TRACED_MAX));
    }

    private static History run(long seed, History history) {
        try {
            history.run();
            return history;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "seed " + seed + ", " + history.options() + "\n" + history.lastEvents() + failure, failure);
        }
    }

    static long hashOf(long seed) {
        var history = History.of(seed, Tamper.NONE, 1);
        history.hashEverything();
        history.run();
        return history.hash();
    }
}
