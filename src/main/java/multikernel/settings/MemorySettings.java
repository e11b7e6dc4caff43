package multikernel.settings;

/**
 * The node's memory and what cores keep about its capabilities, {@code multikernel.memory}; what each means stands in
 * {@code reference.conf}.
 */
public record MemorySettings(
        long regionBytes,
        int waitingMax,
        int recentMax,
        int commitsMax,
        int handoverObjectsMax,
        long holderTimeoutMillis) {

    static final long PAGE_BYTES = 1 << 12;

    /** The least that each core's memory server begins with. */
    static final long CORE_BYTES_MIN = 1 << 16;

    static MemorySettings read(Section section) {
        var settings = new MemorySettings(
                section.pages("region", 1 << 20, 1L << 38, PAGE_BYTES),
                section.whole("waiting-max", 1, 1 << 20),
                section.whole("recent-max", 1, 1 << 20),
                section.whole("commits-max", 1, 1 << 20),
                section.whole("handover-objects-max", 1, 1 << 10),
                section.millis("holder-timeout", 1, 600_000));
        section.close();
        return settings;
    }
}
