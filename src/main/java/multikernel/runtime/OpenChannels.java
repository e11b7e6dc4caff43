package multikernel.runtime;

import java.util.List;
import java.util.stream.Stream;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.urpc.Channel;

/** The channels that applications made, for whoever counts: cores add and remove, any thread reads. */
final class OpenChannels {

    private record Open(CoreId from, CoreId to, String toNode, Channel<?> channel) {}

    private volatile List<Open> all = List.of();

    /** @param toNode empty for this one */
    synchronized void add(CoreId from, CoreId to, String toNode, Channel<?> channel) {
        all = Stream.concat(all.stream(), Stream.of(new Open(from, to, toNode, channel)))
                .toList();
    }

    synchronized void remove(Channel<?> channel) {
        all = all.stream().filter(open -> open.channel() != channel).toList();
    }

    List<ChannelReading> readings() {
        return all.stream().map(OpenChannels::reading).toList();
    }

    private static ChannelReading reading(Open open) {
        var channel = open.channel();
        return new ChannelReading(
                open.from(),
                open.to(),
                channel.tier(),
                channel.plane(),
                channel.capacity(),
                channel.depth(),
                channel.sent(),
                channel.received(),
                channel.stalls(),
                channel.rejected(),
                open.toNode());
    }
}
