package multikernel.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;

/** What moved in each channel since the last look of one reader. */
final class Flows {

    private static final double NANOS_PER_SECOND = 1e9;

    private record Key(CoreId from, CoreId to, Tier tier, Plane plane, String toNode) {}

    private record Counts(long sent, long stalls, long rejected) {
        Counts plus(Counts other) {
            return new Counts(sent + other.sent, stalls + other.stalls, rejected + other.rejected);
        }
    }

    /**
     * A channel, with what moved in it.
     *
     * @param perSecond messages that it was given
     */
    record Flow(ChannelReading channel, double perSecond, boolean hasStalled, boolean hasRejected) {

        /** The fullest, then those that were found full, then the busiest. */
        static final Comparator<Flow> PRESSED_FIRST = Comparator.comparingDouble(Flow::fill)
                .thenComparing(Flow::hasStalled)
                .thenComparingDouble(Flow::perSecond)
                .thenComparingLong(flow -> flow.channel().sent())
                .reversed();

        boolean isAway() {
            return !channel.toNode().isEmpty();
        }

        /** Taken places in all places, 0 to 1. */
        double fill() {
            return channel.capacity() == 0 ? 0 : Math.min(1, (double) channel.depth() / channel.capacity());
        }
    }

    private Map<Key, Counts> before = Map.of();
    private long lookedNanos;

    /** Of a channel that is new nothing is said to have moved. */
    List<Flow> look(List<ChannelReading> channels, long nowNanos) {
        var seconds = (nowNanos - lookedNanos) / NANOS_PER_SECOND;
        var now = new HashMap<Key, Counts>(2 * channels.size());
        var flows = new ArrayList<Flow>(channels.size());
        for (var channel : channels) {
            var key = new Key(channel.from(), channel.to(), channel.tier(), channel.plane(), channel.toNode());
            var counts = new Counts(channel.sent(), channel.stalls(), channel.rejected());
            now.merge(key, counts, Counts::plus);
            flows.add(flow(channel, counts, before.getOrDefault(key, counts), seconds));
        }
        before = now;
        lookedNanos = nowNanos;
        return flows;
    }

    private static Flow flow(ChannelReading channel, Counts now, Counts before, double seconds) {
        var moved = Math.max(0, now.sent() - before.sent());
        return new Flow(
                channel,
                seconds <= 0 ? 0 : moved / seconds,
                now.stalls() > before.stalls(),
                now.rejected() > before.rejected());
    }
}
