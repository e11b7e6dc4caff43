package multikernel.dashboards;

/** Queries that several dashboards show alike. */
final class Queries {

    private static final String BUSY = "rate(multikernel_core_busy_seconds_total{C}[R])";
    private static final String IDLE = "rate(multikernel_core_idle_seconds_total{C}[R])";

    /** Busy in all of the time, for each core. */
    static final String UTILIZATION = BUSY + " / (" + BUSY + " + " + IDLE + ")";

    /** Taken places in all places, for each channel. */
    static final String FILL = "multikernel_channel_depth{T} / multikernel_channel_capacity{T}";

    private Queries() {}

    /** Seconds that so large a share of the operations stay under. */
    static String percentile(String share, String histogram, String by, String selector) {
        return "histogram_quantile(" + share + ", sum by (le, " + by + ") (rate(" + histogram + "_bucket" + selector
                + "[R])))";
    }

    /**
     * Of what is shown, those that were the highest in the time shown; {@code topk} by itself would choose anew at each
     * point.
     */
    static String highest(String query, String overTime) {
        return query + " and topk($top, " + overTime + ")";
    }

    /** The mean of a gauge of the JVM, which Kamon exports as a histogram. */
    static String mean(String metric, String selector) {
        return "rate(" + metric + "_sum" + selector + "[R]) / rate(" + metric + "_count" + selector + "[R])";
    }
}
