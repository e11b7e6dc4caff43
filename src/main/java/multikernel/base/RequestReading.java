package multikernel.base;

/**
 * One look at what a dispatcher has answered to the outside since it began to serve.
 *
 * @param refused the request was wrong
 * @param unavailable nobody was there, or nobody had room
 * @param failed the dispatcher was wrong
 * @param medianNanos from the whole request to its answer; the mean of the bucket that holds the median, 0 for none
 * @param tailNanos the same for the 99th of a hundred
 */
public record RequestReading(
        String domain,
        CoreId core,
        long done,
        long refused,
        long unavailable,
        long failed,
        long medianNanos,
        long tailNanos) {}
