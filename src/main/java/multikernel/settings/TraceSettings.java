package multikernel.settings;

/**
 * What is recorded of the cores and kept, {@code multikernel.trace}; what each means stands in {@code reference.conf}.
 *
 * @param bufferBytes of each core
 */
public record TraceSettings(
        long bufferBytes,
        long memoryBytesMax,
        Flight flight,
        long flightSpanMillis,
        long flightIntervalMillis,
        long recordingMillisMax,
        int eventsMax,
        int filesMax,
        long fileBytesMax) {

    /** What is always recorded. */
    public enum Flight {
        OFF,
        OPERATIONS,
        MESSAGES
    }

    /** Bytes of an event, four words. */
    private static final int EVENT_BYTES = 32;

    /** In the ring of one core: a power of two, so what the buffer has beyond that is not used. */
    public int events() {
        return (int) Long.highestOneBit(bufferBytes / EVENT_BYTES);
    }

    static TraceSettings read(Section section) {
        var settings = new TraceSettings(
                section.bytes("buffer", 4 << 10, 1 << 30),
                section.bytes("memory-max", 1 << 20, 1L << 38),
                section.constant("flight", Flight.class),
                section.millis("flight-span", 100, 600_000),
                section.millis("flight-interval", 100, 3_600_000),
                section.millis("recording-max", 100, 3_600_000),
                section.whole("events-max", 1_000, 1 << 24),
                section.whole("files-max", 1, 1_024),
                section.bytes("file-max", 64 << 10, 1L << 32));
        section.close();
        return settings;
    }
}
