package multikernel.hardware;

/**
 * What a message of one cache line costs between two threads, each on its CPU, over our own ring. Nanoseconds, without
 * the time that it takes to read the clock.
 *
 * @param to the same as {@code from} where two threads take turns on one CPU
 * @param sendNanos median of what the sender is busy with one of several messages in a row
 * @param receiveNanos median of what the receiver is busy with fetching one of several that are there
 * @param roundTripNanos median of there and back
 * @param roundTripVariance of the middle nine tenths of the round trips, in square nanoseconds
 */
public record MessageCost(
        int from,
        int to,
        long sendNanos,
        long receiveNanos,
        long roundTripNanos,
        long roundTripVariance,
        long roundTripMinNanos,
        long roundTripMaxNanos) {}
