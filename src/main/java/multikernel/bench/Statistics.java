package multikernel.bench;

import java.util.Arrays;

/** Medians and quartiles of few values. */
final class Statistics {

    private Statistics() {}

    static double median(double... values) {
        return quantile(0.5, values);
    }

    /** Between two values it lies on the line that joins them. */
    static double quantile(double share, double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        var at = share * (sorted.length - 1);
        var below = (int) Math.floor(at);
        var above = (int) Math.ceil(at);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
