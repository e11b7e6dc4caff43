package multikernel.bench;

/**
 * What one subject did in one short time.
 *
 * @param operations round trips, or messages of a stream
 * @param nanos how long all of them took together
 * @param value what stands for the slice: the median of its round trips, the mean of a stream; in the subject's unit
 * @param p99 in the same unit, as are {@code p999} and {@code max}
 * @param p999 the 99.9th percentile; NaN where it is not known
 */
public record Slice(long operations, long nanos, double value, double p99, double p999, double max) {

    Slice(long operations, long nanos, double value, double p99, double max) {
        this(operations, nanos, value, p99, Double.NaN, max);
    }

    /** A stream of messages: its mean stands for it, for a message is too short to be timed; 0 for what is unknown. */
    static Slice ofStream(long operations, long nanos, double p99, double p999, double max) {
        var mean = (double) nanos / Math.max(1, operations);
        return new Slice(operations, nanos, mean, Math.max(mean, p99), Math.max(mean, p999), Math.max(mean, max));
    }

    /** One number and no distribution, such as the bytes that an operation allocates. */
    static Slice ofValue(long operations, long nanos, double value) {
        return new Slice(operations, nanos, value, value, value);
    }
}
