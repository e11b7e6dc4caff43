package multikernel.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;

/**
 * Every limit of the core dispatcher, checked against each other; the keys of {@code multikernel.dispatcher}.
 *
 * @param mailboxCapacity messages at which a mailbox raises its stop sign; lowered at half
 * @param laneCapacity slots of a data lane, a power of two
 * @param controlCapacity slots of a control lane, a power of two
 * @param foreignCapacity messages in the lane of threads that are no core before they wait at its door
 * @param foreignWait how long they wait there
 * @param parkedPerSenderMax messages of one actor that may wait at its core
 * @param parkedPerCoreMax messages of one core that may wait there
 * @param sliceMessages messages that an actor handles before the next one's turn
 * @param sliceTime time after which the next one's turn comes
 * @param drainPerLane messages taken from one lane in a turn
 * @param spin how long a core looks for work before it sleeps
 */
public record DispatchLimits(
        int mailboxCapacity,
        int laneCapacity,
        int controlCapacity,
        int foreignCapacity,
        Duration foreignWait,
        int parkedPerSenderMax,
        int parkedPerCoreMax,
        int sliceMessages,
        Duration sliceTime,
        int drainPerLane,
        Duration spin) {

    public static final DispatchLimits DEFAULTS = new DispatchLimits(
            1024,
            1024,
            1024,
            4096,
            Duration.ofSeconds(1),
            8192,
            65536,
            64,
            Duration.ofNanos(100_000),
            512,
            Duration.ofNanos(20_000));

    /** Below this the sign would be raised and lowered by each message. */
    public static final int MAILBOX_CAPACITY_MIN = 4;

    /** Host threads and the collector need the CPU more than a spinning core does. */
    private static final long SPIN_NANOS_MAX = 100_000;

    public DispatchLimits {
        check(mailboxCapacity >= MAILBOX_CAPACITY_MIN, "mailbox-capacity is at least 4");
        check(isLane(laneCapacity), "lane-capacity is a power of two from 64");
        check(isLane(controlCapacity), "control-capacity is a power of two from 64");
        check(foreignCapacity >= 16, "foreign-capacity is at least 16");
        check(!foreignWait.isNegative(), "foreign-wait is not negative");
        check(parkedPerSenderMax >= 1, "parked-per-sender-max is at least 1");
        check(parkedPerCoreMax >= parkedPerSenderMax, "parked-per-core-max is at least parked-per-sender-max");
        check(sliceMessages >= 1, "slice-messages is at least 1");
        check(sliceTime.isPositive(), "slice-time is above 0");
        check(drainPerLane >= 16, "drain-per-lane is at least 16");
        check(!spin.isNegative() && spin.toNanos() <= SPIN_NANOS_MAX, "spin is at most 100us");
    }

    /** Reads a block; what it does not name has its default. */
    public static DispatchLimits of(Config block) {
        var all = block.withFallback(Defaults.CONFIG);
        return new DispatchLimits(
                all.getInt("mailbox-capacity"),
                all.getInt("lane-capacity"),
                all.getInt("control-capacity"),
                all.getInt("foreign-capacity"),
                all.getDuration("foreign-wait"),
                all.getInt("parked-per-sender-max"),
                all.getInt("parked-per-core-max"),
                all.getInt("slice-messages"),
                all.getDuration("slice-time"),
                all.getInt("drain-per-lane"),
                all.getDuration("spin"));
    }

    /** Reads a drop-in user's block, behind it {@code multikernel.dispatcher}, behind it the defaults. */
    static DispatchLimits of(Config block, Config root) {
        var shared = root.hasPath("multikernel.dispatcher")
                ? root.getConfig("multikernel.dispatcher")
                : ConfigFactory.empty();
        return of(block.withFallback(shared));
    }

    private static boolean isLane(int capacity) {
        return capacity >= 64 && Integer.bitCount(capacity) == 1;
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new ConfigException.Generic("multikernel.dispatcher: " + rule);
        }
    }

    /** Apart, because {@link #DEFAULTS} is made while the outer class is. */
    private static final class Defaults {
        private static final Config CONFIG = ConfigFactory.parseString("""
            mailbox-capacity = %d
            lane-capacity = %d
            control-capacity = %d
            foreign-capacity = %d
            foreign-wait = %dns
            parked-per-sender-max = %d
            parked-per-core-max = %d
            slice-messages = %d
            slice-time = %dns
            drain-per-lane = %d
            spin = %dns
            """.formatted(
                        DEFAULTS.mailboxCapacity,
                        DEFAULTS.laneCapacity,
                        DEFAULTS.controlCapacity,
                        DEFAULTS.foreignCapacity,
                        DEFAULTS.foreignWait.toNanos(),
                        DEFAULTS.parkedPerSenderMax,
                        DEFAULTS.parkedPerCoreMax,
                        DEFAULTS.sliceMessages,
                        DEFAULTS.sliceTime.toNanos(),
                        DEFAULTS.drainPerLane,
                        DEFAULTS.spin.toNanos()));
    }
}
