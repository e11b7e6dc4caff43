package multikernel.runtime;

/**
 * How long a core polls before it sleeps, learnt from how long its last waits were. To poll for as long as a sleep and
 * a wake cost wastes no more than twice the best, whatever comes; but two cores that answer each other while both sleep
 * wait longer than that for every message, and so would sleep for ever. So while most of the work comes later than that
 * and yet soon enough, polling goes on up to the limit; when it does not, no longer (after Karlin, Li, Manasse and
 * Owicki, Empirical Studies of Competitive Spinning, SOSP 1991).
 */
final class SpinTime {

    /** Waits that the mind is changed after, when it was made up. */
    private static final int WAITS = 8;

    private final long shortNanos;
    private final long longNanos;
    private final long wakeNanos;

    /** Between 0, all was late or at once, and {@link #WAITS}, all came while longer polling would have met it. */
    private int soon;

    /**
     * @param shortNanos what a sleep and a wake cost, at most {@code longNanos}
     * @param longNanos the longest that a core may poll
     */
    SpinTime(long shortNanos, long longNanos) {
        this(shortNanos, longNanos, shortNanos);
    }

    private SpinTime(long shortNanos, long longNanos, long wakeNanos) {
        this.shortNanos = shortNanos;
        this.longNanos = longNanos;
        this.wakeNanos = wakeNanos;
    }

    /** For one who has been told how long. */
    static SpinTime fixed(long nanos) {
        return new SpinTime(nanos, nanos, 0);
    }

    long pollNanos() {
        return 2 * soon > WAITS ? longNanos : shortNanos;
    }

    /**
     * Work has come.
     *
     * @param nanos since there was none, until it was seen
     * @param slept whether the core slept meanwhile, so that its waking is part of that
     */
    void waited(long nanos, boolean slept) {
        var came = slept ? nanos - wakeNanos : nanos;
        if (came > longNanos) {
            soon = Math.max(0, soon - 1);
        } else if (slept || came > shortNanos) {
            soon = Math.min(WAITS, soon + 1);
        }
    }
}
