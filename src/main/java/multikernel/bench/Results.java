package multikernel.bench;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an experiment found, in the contract's words. */
public record Results(String experiment, Host machine, List<Row> rows, List<Ratio> ratios) {

    /**
     * One subject in one placement.
     *
     * @param parameters the subject's, and {@code placement}
     * @param samples operations in all slices
     * @param p50 of the slices' values, the median; so are {@code p99} and {@code p999}
     * @param p999 the 99.9th percentile, which the contract has not; absent where a program does not tell it
     * @param max of all slices
     * @param throughput operations a second
     */
    public record Row(
            String subject,
            Map<String, Object> parameters,
            String unit,
            long samples,
            double p50,
            double p99,
            @Nullable Double p999,
            double max,
            double throughput) {}

    /**
     * One subject divided by another.
     *
     * @param value of the medians
     * @param low lower quartile, round by round
     * @param goal what the value is to be at most; not part of the document
     */
    public record Ratio(
            String of,
            String to,
            String metric,
            double value,
            double low,
            double high,
            String placement,
            @Nullable Double goal) {

        /** The same, the other way round; a goal stands for one direction alone. */
        Ratio reversed() {
            return new Ratio(to, of, metric, 1 / value, 1 / high, 1 / low, placement, null);
        }
    }
}
