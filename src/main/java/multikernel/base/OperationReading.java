package multikernel.base;

/**
 * One look at what a core was asked for by one protocol: agreements of all cores, and operations on capabilities.
 *
 * @param protocol {@code spawn}, {@code unmap}, …
 * @param isAgreement about what every core holds, else about a capability
 * @param inFlight asked, without an outcome yet
 * @param oldestNanos since the oldest of those was asked; 0 if there is none
 * @param done ever
 * @param refused ever, for whatever reason
 * @param retries asked again, ever
 * @param medianNanos from asking to outcome; the mean of the bucket that holds the median, 0 if nothing has ended
 * @param tailNanos the same for the 99th of a hundred
 */
public record OperationReading(
        CoreId core,
        String protocol,
        boolean isAgreement,
        long inFlight,
        long oldestNanos,
        long done,
        long refused,
        long retries,
        long medianNanos,
        long tailNanos) {}
