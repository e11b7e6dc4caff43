package multikernel.settings;

import com.typesafe.config.Config;

/**
 * The limits of the core dispatcher, {@code multikernel.dispatcher}; what each means stands in {@code reference.conf}.
 */
public record DispatcherSettings(
        int mailboxCapacity,
        int laneCapacity,
        int controlCapacity,
        int channelCapacity,
        int channelsMax,
        int foreignCapacity,
        long foreignWaitNanos,
        int parkedPerSenderMax,
        int parkedPerCoreMax,
        int sliceMessages,
        long sliceNanos,
        int drainPerLane,
        long spinNanos,
        int restartsMax,
        int drainersMax,
        long lanesMemoryBytesMax) {

    static final String PATH = "multikernel.dispatcher";

    /** A slot of a lane: two references, compressed. */
    private static final long SLOT_BYTES = 8;

    /** The one parser, also for the dispatcher and the mailbox that Akka makes by reflection. */
    public static DispatcherSettings of(Config config) {
        var settings = read(Section.at(config, PATH));
        Limits.dispatcher(config, settings);
        return settings;
    }

    /** A line of a ring. */
    private static final long LINE_BYTES = 64;

    /**
     * What so many cores take once each pair has talked: a data lane and a control ring for each, and the channels of
     * applications.
     */
    public long lanesMemoryBytes(int cores) {
        return cores
                * (cores * (SLOT_BYTES * laneCapacity + LINE_BYTES * controlCapacity)
                        + LINE_BYTES * channelsMax * channelCapacity);
    }

    static DispatcherSettings read(Section section) {
        var settings = new DispatcherSettings(
                section.whole("mailbox-capacity", 4, 1 << 20),
                section.powerOfTwo("lane-capacity", 64, 1 << 20),
                section.powerOfTwo("control-capacity", 64, 1 << 20),
                section.powerOfTwo("channel-capacity", 2, 1 << 20),
                section.whole("channels-max", 1, 1 << 16),
                section.powerOfTwo("foreign-capacity", 64, 1 << 20),
                section.nanos("foreign-wait", 0, 60_000_000),
                section.whole("parked-per-sender-max", 1, 1 << 24),
                section.whole("parked-per-core-max", 1, 1 << 24),
                section.whole("slice-messages", 1, 1 << 16),
                section.nanos("slice-time", 1, 100_000),
                section.whole("drain-per-lane", 16, 1 << 20),
                section.nanos("spin", 0, 100),
                section.whole("restarts-max", 0, 1_000_000),
                section.whole("drainers-max", 1, 1 << 16),
                section.bytes("lanes-memory-max", 1 << 20, 1L << 38));
        section.close();
        return settings;
    }
}
