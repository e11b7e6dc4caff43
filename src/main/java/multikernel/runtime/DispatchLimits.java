package multikernel.runtime;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Optional;
import multikernel.settings.DispatcherSettings;

/**
 * Every limit of the core dispatcher, checked against each other; the keys of {@code multikernel.dispatcher}.
 *
 * @param mailboxCapacity messages at which a mailbox raises its stop sign; lowered at half
 * @param laneCapacity slots of a data lane, a power of two
 * @param controlCapacity lines of a control ring, a power of two
 * @param channelCapacity lines of a channel's ring, messages of a channel on one core; a power of two
 * @param channelsMax ends of channels that one core may have
 * @param foreignCapacity messages in the lane of threads that are no core before they wait at its door
 * @param foreignWait how long they wait there
 * @param parkedPerSenderMax messages of one actor that may wait at its core
 * @param parkedPerCoreMax messages of one core that may wait there
 * @param sliceMessages messages that an actor handles before the next one's turn
 * @param sliceTime time after which the next one's turn comes
 * @param drainPerLane messages taken from one lane in a turn
 * @param spin how long a core looks for work before it sleeps; empty for what a sleep and a wake cost
 * @param runBudget how long one message may run before it is reported
 * @param weight slices that a mailbox gets for one of a mailbox with weight 1
 */
public record DispatchLimits(
        int mailboxCapacity,
        int laneCapacity,
        int controlCapacity,
        int channelCapacity,
        int channelsMax,
        int foreignCapacity,
        Duration foreignWait,
        int parkedPerSenderMax,
        int parkedPerCoreMax,
        int sliceMessages,
        Duration sliceTime,
        int drainPerLane,
        Optional<Duration> spin,
        Duration runBudget,
        int weight) {

    private static final String PATH = "multikernel.dispatcher";

    /** As a node's settings have them. */
    static DispatchLimits of(DispatcherSettings settings) {
        return new DispatchLimits(
                settings.mailboxCapacity(),
                settings.laneCapacity(),
                settings.controlCapacity(),
                settings.channelCapacity(),
                settings.channelsMax(),
                settings.foreignCapacity(),
                Duration.ofNanos(settings.foreignWaitNanos()),
                settings.parkedPerSenderMax(),
                settings.parkedPerCoreMax(),
                settings.sliceMessages(),
                Duration.ofNanos(settings.sliceNanos()),
                settings.drainPerLane(),
                settings.spinNanos().isPresent()
                        ? Optional.of(Duration.ofNanos(settings.spinNanos().getAsLong()))
                        : Optional.empty(),
                Duration.ofNanos(settings.runBudgetNanos()),
                settings.weight());
    }

    /** What a block changes, and the documented default of everything else. */
    public static DispatchLimits of(Config block) {
        return of(block, ConfigFactory.defaultReference());
    }

    /**
     * What a drop-in user's block changes, and behind it {@code multikernel.dispatcher} of the application; keys of the
     * block that are Akka's are left alone.
     */
    static DispatchLimits of(Config block, Config application) {
        var shared = application.getConfig(PATH);
        var own = ConfigFactory.empty();
        for (var key : shared.root().keySet()) {
            own = block.hasPath(key) ? own.withValue(key, block.getValue(key)) : own;
        }
        return of(DispatcherSettings.of(own.withFallback(shared).atPath(PATH)));
    }
}
