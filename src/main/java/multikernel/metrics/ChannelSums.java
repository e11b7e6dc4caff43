package multikernel.metrics;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import kamon.tag.TagSet;
import multikernel.base.ChannelReading;

/** What is exported for one channel, or for all that lead into one core where there are too many of them. */
record ChannelSums(TagSet labels, long capacity, long depth, long sent, long received, long stalls, long rejected) {

    /** Channels grow with the square of the cores; what Prometheus keeps must not. */
    static Collection<ChannelSums> of(List<ChannelReading> channels, int most) {
        Function<ChannelReading, String> from = channels.size() <= most
                ? channel -> Integer.toString(channel.from().index())
                : channel -> "all";
        var sums = new LinkedHashMap<TagSet, ChannelSums>();
        for (var channel : channels) {
            var one = one(channel, from.apply(channel));
            sums.merge(one.labels, one, ChannelSums::plus);
        }
        return sums.values();
    }

    private static ChannelSums one(ChannelReading channel, String from) {
        var labels = TagSet.builder()
                .add("from", from)
                .add("to", to(channel))
                .add("tier", channel.tier().word())
                .add("plane", channel.plane().word())
                .build();
        return new ChannelSums(
                labels,
                channel.capacity(),
                channel.depth(),
                channel.sent(),
                channel.received(),
                channel.stalls(),
                channel.rejected());
    }

    private static String to(ChannelReading channel) {
        var core = Integer.toString(channel.to().index());
        return channel.toNode().isEmpty() ? core : channel.toNode() + "/" + core;
    }

    private ChannelSums plus(ChannelSums other) {
        return new ChannelSums(
                labels,
                capacity + other.capacity,
                depth + other.depth,
                sent + other.sent,
                received + other.received,
                stalls + other.stalls,
                rejected + other.rejected);
    }
}
