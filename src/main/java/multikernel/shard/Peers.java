package multikernel.shard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import multikernel.agreement.group.Rendezvous.Place;
import multikernel.agreement.group.Seat;
import multikernel.base.NodeView;
import org.jspecify.annotations.Nullable;

/** Which hosts of other nodes a host has a channel to, and which nodes are members of the cluster. */
final class Peers {

    /** Hosts that it knew, and those of them that are lost. */
    private static final int SEATS_MAX = 1024;

    private record Met(ShardHost host, long sinceNanos) {}

    private final ShardHost self;
    /** The one met last is the last. */
    private final Map<Seat, Met> met = new LinkedHashMap<>();

    private long changes;
    private long viewNumber;
    private Map<Long, String> members = Map.of();
    private final Set<Seat> seen = new LinkedHashSet<>();
    /** They have ended, or their node left while they were on it. */
    private final Set<Seat> lost = new LinkedHashSet<>();

    Peers(ShardHost self) {
        this.self = self;
    }

    /** Counts what came in; while it stays the same, nothing that is said here changes. */
    long changes() {
        return changes;
    }

    void met(ShardHost host, long nowNanos) {
        changes++;
        if (!host.node().equals(self.node())) {
            met.remove(host.seat());
            add(seen, host.seat());
            met.put(host.seat(), new Met(host, nowNanos));
        }
    }

    void parted(ShardHost host) {
        changes++;
        met.remove(host.seat());
    }

    /** For certain. */
    void ended(ShardHost host) {
        parted(host);
        add(lost, host.seat());
    }

    private static void add(Set<Seat> to, Seat seat) {
        to.add(seat);
        if (to.size() > SEATS_MAX) {
            to.remove(to.iterator().next());
        }
    }

    void view(NodeView view) {
        if (view.number() >= viewNumber) {
            changes++;
            viewNumber = view.number();
            var left = new HashSet<>(members.keySet());
            members = new TreeMap<>();
            view.members().forEach(member -> members.put(ShardHost.numberOf(member.name()), member.name()));
            left.removeAll(members.keySet());
            seen.stream().filter(seat -> left.contains(seat.node())).forEach(seat -> add(lost, seat));
        }
    }

    @Nullable
    ShardHost at(Seat seat) {
        var known = met.get(seat);
        return known == null ? null : known.host;
    }

    /** Whether it is this host, or one that it has a channel to. */
    boolean isLive(Seat seat) {
        return seat.equals(self.seat()) || met.containsKey(seat);
    }

    /** Whether it has been met for so long. */
    boolean isSettled(Seat seat, long nanos, long nowNanos) {
        var known = met.get(seat);
        return known != null && nowNanos - known.sinceNanos >= nanos && members.containsKey(seat.node());
    }

    /** The latest start of a node that is met and holds a partition. */
    @Nullable
    ShardHost latest(long node, int partition) {
        ShardHost latest = null;
        for (var each : met.values()) {
            if (each.host.seat().node() == node && each.host.holds(partition)) {
                latest = each.host;
            }
        }
        return latest;
    }

    /**
     * It has ended, or its node is gone, or has started again; who is only silent is not lost.
     *
     * @param isViewLate whether the node may be a member that has not been heard of yet
     */
    boolean isLost(Seat seat, int partition, boolean isViewLate) {
        if (seat.node() == self.seat().node()) {
            return !seat.equals(self.seat());
        }
        var latest = latest(seat.node(), partition);
        if (latest != null && !latest.seat().equals(seat) || lost.contains(seat)) {
            return true;
        }
        return !isViewLate && latest == null && !members.containsKey(seat.node());
    }

    /** Where a partition may have a seat: here, and on each member that is met. */
    List<Place> places(int partition) {
        var latest = new LinkedHashMap<Long, Seat>();
        latest.put(self.seat().node(), self.seat());
        for (var each : met.values()) {
            var seat = each.host.seat();
            if (each.host.holds(partition) && members.containsKey(seat.node())) {
                latest.put(seat.node(), seat);
            }
        }
        var places = new ArrayList<Place>();
        latest.forEach((node, seat) -> places.add(new Place(seat, node)));
        return places;
    }

    /** The hosts that hold a partition, whoever is a member. */
    List<Place> holders(int partition) {
        var holders = new ArrayList<Place>();
        for (var each : met.values()) {
            if (each.host.holds(partition)) {
                holders.add(new Place(each.host.seat(), each.host.seat().node()));
            }
        }
        return holders;
    }

    /** The node's name, or null if nobody has said it. */
    @Nullable
    String nameOf(Seat seat) {
        var host = seat.equals(self.seat()) ? self : at(seat);
        return host == null ? members.get(seat.node()) : host.node();
    }
}
