package multikernel.bench;

/**
 * Times at which something is due, a period apart, whatever happened to the one before. Latency is counted from when a
 * message was due and not from when it could be sent: who waits for one answer before it asks again would else leave
 * out all the questions that a pause kept it from asking (coordinated omission).
 */
final class Pace {

    private final long periodNanos;
    private long due;

    /** @param periodNanos at least 1 */
    Pace(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    void begin(long now) {
        due = now;
    }

    /** When the message that is being waited for was to be sent. */
    long due() {
        return due;
    }

    /** The message came back: nanoseconds since it was due. */
    long arrived(long now) {
        var latency = now - due;
        due += periodNanos;
        return latency;
    }
}
