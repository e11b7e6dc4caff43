package multikernel.runtime.measure;

import java.util.Arrays;
import java.util.List;
import multikernel.hardware.MessageCost;

/**
 * What one of the two threads found.
 *
 * @param each what a message took it to send, or to receive
 * @param roundTrips empty for the one that answers
 */
record Samples(long[] each, long[] roundTrips) {

    static final Samples NONE = new Samples(new long[0], new long[0]);

    /** Fewer say nothing. */
    private static final int MIN = 16;

    /** Of the samples, how many are left out at the top as disturbed by something else, and at the bottom as well. */
    private static final int TRIMMED_PART = 20;

    List<MessageCost> cost(int from, int to, Samples receiver) {
        if (each.length < MIN || roundTrips.length < MIN || receiver.each.length < MIN) {
            return List.of();
        }
        var sorted = roundTrips.clone();
        Arrays.sort(sorted);
        int trimmed = sorted.length / TRIMMED_PART;
        var middle = Arrays.copyOfRange(sorted, trimmed, sorted.length - trimmed);
        return List.of(new MessageCost(
                from,
                to,
                median(each),
                median(receiver.each),
                median(roundTrips),
                variance(middle),
                sorted[0],
                sorted[sorted.length - 1]));
    }

    private static long median(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long variance(long[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.round(Arrays.stream(values)
                .mapToDouble(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
