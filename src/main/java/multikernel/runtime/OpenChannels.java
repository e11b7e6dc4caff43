package multikernel.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Channel;

/** The channels that applications made, for whoever counts: cores add and remove, any thread reads. */
final class OpenChannels {

    private record Open(CoreId from, CoreId to, String toNode, Channel<?> channel) {}

    private record Place(CoreId from, CoreId to, String toNode, Tier tier, Plane plane) {

        static Place of(ChannelReading reading) {
            return new Place(reading.from(), reading.to(), reading.toNode(), reading.tier(), reading.plane());
        }
    }

    private volatile List<Open> all = List.of();
    private final OpenGroups groups = new OpenGroups();

    /** What channels that are there no more have counted between two places, added up. */
    private final Map<Place, ChannelReading> past = new HashMap<>();

    /** @param toNode empty for this one */
    synchronized void add(CoreId from, CoreId to, String toNode, Channel<?> channel) {
        all = Stream.concat(all.stream(), Stream.of(new Open(from, to, toNode, channel)))
                .toList();
    }

    synchronized void remove(Channel<?> channel) {
        all.stream()
                .filter(open -> open.channel() == channel)
                .map(OpenChannels::last)
                .forEach(last -> past.merge(Place.of(last), last, OpenChannels::sum));
        all = all.stream().filter(open -> open.channel() != channel).toList();
    }

    OpenGroups groups() {
        return groups;
    }

    List<ChannelReading> readings() {
        return all.stream().map(OpenChannels::reading).toList();
    }

    /**
     * What those have counted that are there no more, between places that still have a channel among these: what is
     * counted between two places never falls, and is over once they have none.
     */
    synchronized List<ChannelReading> past(List<ChannelReading> present) {
        var places = present.stream().map(Place::of).collect(Collectors.toSet());
        past.keySet().removeIf(place -> !places.contains(place));
        return List.copyOf(past.values());
    }

    private static ChannelReading last(Open open) {
        var none = new ChannelReading(
                open.from(), open.to(), open.channel().tier(), open.channel().plane(), 0, 0, 0, 0, 0, 0, open.toNode());
        return sum(none, reading(open));
    }

    /** Whoever counts sees no places in a channel that has ended, and nothing under way. */
    private static ChannelReading sum(ChannelReading one, ChannelReading other) {
        return new ChannelReading(
                one.from(),
                one.to(),
                one.tier(),
                one.plane(),
                0,
                0,
                one.sent() + other.sent(),
                one.received() + other.received(),
                one.stalls() + other.stalls(),
                one.rejected() + other.rejected(),
                one.toNode());
    }

    /**
     * When a session of two nodes ends, messages that the link had taken may be in doubt, and count as rejected: as
     * nothing that was counted is taken back, they count as sent once more.
     */
    private static ChannelReading reading(Open open) {
        var channel = open.channel();
        return new ChannelReading(
                open.from(),
                open.to(),
                channel.tier(),
                channel.plane(),
                channel.capacity(),
                channel.depth(),
                Math.max(channel.sent(), channel.received() + channel.rejected()),
                channel.received(),
                channel.stalls(),
                channel.rejected(),
                open.toNode());
    }
}
