package multikernel.simulation.figure;

/**
 * One subject with so many cores.
 *
 * @param variant of the subject, such as what it does or how many are under way; may be empty
 * @param p50 cycles of one operation, the median of the samples; so are {@code p99} and {@code max}
 * @param cyclesEach from one operation to the next
 * @param events that were simulated for it
 */
public record Point(
        String subject,
        String variant,
        int cores,
        int samples,
        double p50,
        double p99,
        double max,
        double cyclesEach,
        long events) {

    private static final double TAIL = 0.99;

    /** @param ascending cycles of each operation */
    static Point of(String subject, String variant, int cores, long[] ascending, double cyclesEach, long events) {
        int count = ascending.length;
        double tail = ascending[(int) Math.ceil(TAIL * count) - 1];
        return new Point(
                subject, variant, cores, count, ascending[count / 2], tail, ascending[count - 1], cyclesEach, events);
    }

    /** The same, each operation so many cycles longer. */
    Point plus(double constant) {
        return new Point(
                subject,
                variant,
                cores,
                samples,
                p50 + constant,
                p99 + constant,
                max + constant,
                cyclesEach + constant,
                events);
    }
}
