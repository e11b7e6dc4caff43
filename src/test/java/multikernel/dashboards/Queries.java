package multikernel.dashboards;

/** Queries that several dashboards show alike. */
final class Queries {

    static final String BUSY = "rate(multikernel_core_busy_seconds_total{C}[R])";
    private static final String IDLE = "rate(multikernel_core_idle_seconds_total{C}[R])";

    private static final String SHARE = BUSY + " / (" + BUSY + " + " + IDLE + ")";

    /**
     * Busy in all of the time, for each core that runs. One that stands still counts as busy, since nobody takes its
     * message from it, and would be the busiest of all.
     */
    static final String UTILIZATION = running("(" + SHARE + ")");

    /** The same in all of the time shown, with those that stand still: what they did before is worth its line. */
    static final String UTILIZATION_OVER_TIME = SHARE.replace("[R]", "[$__range] @ end()");

    /** Taken places in all places, for each channel. */
    static final String FILL = "multikernel_channel_depth{T} / multikernel_channel_capacity{T}";

    private Queries() {}

    /** Of what is asked of each core, that of the cores which are online. */
    static String running(String query) {
        return query + " unless on (job, node, core) multikernel_core_online{C} == 0";
    }

    /** That of the others. */
    static String fenced(String query) {
        return query + " and on (job, node, core) multikernel_core_online{C} == 0";
    }

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

    /**
     * Of what is shown, those of which anything was counted in the time shown; most never are, and lines at 0 hide
     * them.
     */
    static String seen(String query, String overTime) {
        return query + " and " + overTime + " > 0";
    }

    /** A counter's rate, added up by what the reader chose, where it was the highest in the time shown. */
    static String highestRate(String counter) {
        return highest(
                "sum by ($by) (rate(" + counter + "[R]))",
                "sum by ($by) (increase(" + counter + "[$__range] @ end()))");
    }

    /** Whole events: Prometheus stretches what it saw over all of the interval, and one would be 1.3. */
    static String events(String by, String counter) {
        return "floor(sum by (" + by + ") (increase(" + counter + "[R])))";
    }

    /** The mean of a gauge of the JVM, which Kamon exports as a histogram. */
    static String mean(String metric, String selector) {
        return "rate(" + metric + "_sum" + selector + "[R]) / rate(" + metric + "_count" + selector + "[R])";
    }
}
