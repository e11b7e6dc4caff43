package multikernel.settings;

import multikernel.ownership.far.FarLimits;

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
        long holderTimeoutMillis,
        Far far) {

    /** Capabilities that are named on other nodes. */
    public record Far(int namesMax, int heldMax, int asksMax, long leaseMillis, long timeoutMillis) {

        private static final long MILLI_NANOS = 1_000_000;

        /** @param agreementMillis within which the other node decides */
        public FarLimits limits(long agreementMillis) {
            return FarLimits.of(
                    namesMax,
                    heldMax,
                    asksMax,
                    MILLI_NANOS * leaseMillis,
                    MILLI_NANOS * (agreementMillis + timeoutMillis));
        }
    }

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
                section.millis("holder-timeout", 1, 600_000),
                far(section.section("far")));
        section.close();
        return settings;
    }

    private static Far far(Section section) {
        var far = new Far(
                section.whole("names-max", 1, 1 << 20),
                section.whole("held-max", 1, 1 << 20),
                section.whole("asks-max", 1, 1 << 20),
                section.millis("lease", 200, 60_000),
                section.millis("timeout", 200, 600_000));
        section.close();
        return far;
    }
}
