package multikernel.shard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import multikernel.agreement.group.Rendezvous;
import multikernel.agreement.group.Rendezvous.Place;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.Descent;
import multikernel.base.NodeView;
import org.jspecify.annotations.Nullable;

/** Which hosts of other nodes a host has a channel to, and which nodes are members of the cluster. */
final class Peers {

    /** Hosts that it knew, and those of them that are lost. */
    private static final int SEATS_MAX = 1024;

    private record Met(ShardHost host, long sinceNanos) {}

    private record Where(String node, CoreId core) {}

    private final ShardHost self;
    /** The one met last is the last. */
    private final Map<Seat, Met> met = new LinkedHashMap<>();
    /** Of those that were ever met, where they are or were. */
    private final Map<Where, ShardHost> latest = new LinkedHashMap<>();

    private long changes;
    private long viewNumber;
    private Descent descent = Descent.NONE;
    private Map<Long, String> members = Map.of();
    private boolean mayGrow = true;
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

    /**
     * Whoever has met a later start of a host hears the earlier one no more: that has ended, or is shut out.
     *
     * @return whom it took the place of
     */
    List<ShardHost> met(ShardHost host, long nowNanos) {
        changes++;
        if (host.node().equals(self.node()) || isOver(host)) {
            return List.of();
        }
        latest.put(new Where(host.node(), host.core()), host);
        if (latest.size() > SEATS_MAX) {
            latest.remove(latest.keySet().iterator().next());
        }
        var before = met.values().stream().map(Met::host).filter(host::isAfter).toList();
        before.forEach(each -> met.remove(each.seat()));
        met.remove(host.seat());
        add(seen, host.seat());
        met.put(host.seat(), new Met(host, nowNanos));
        return before;
    }

    private boolean isOver(ShardHost host) {
        var known = latest.get(new Where(host.node(), host.core()));
        return known != null && known.isAfter(host);
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

    void view(NodeView view, Descent descent) {
        if (view.number() >= viewNumber) {
            changes++;
            viewNumber = view.number();
            this.descent = descent;
            var gone = new HashSet<>(members.keySet());
            members = new TreeMap<>();
            view.members().forEach(member -> members.put(ShardHost.numberOf(member.name()), member.name()));
            gone.removeAll(members.keySet());
            seen.stream().filter(seat -> gone.contains(seat.node())).forEach(seat -> add(lost, seat));
        }
    }

    /** Whether a group may have seats beside its founder's. */
    void mayGrow(boolean may) {
        changes += may == mayGrow ? 0 : 1;
        mayGrow = may;
    }

    boolean mayGrow() {
        return mayGrow;
    }

    /** The numbers of their nodes. */
    Set<Long> members() {
        return members.keySet();
    }

    long viewNumber() {
        return viewNumber;
    }

    Descent descent() {
        return descent;
    }

    /** Whether of nobody who is no member any more anything can still be heard. */
    boolean hearsMembersOnly() {
        return met.keySet().stream().allMatch(seat -> members.containsKey(seat.node()));
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
        ShardHost newest = null;
        for (var each : met.values()) {
            if (each.host.seat().node() == node && each.host.holds(partition)) {
                newest = each.host;
            }
        }
        return newest;
    }

    /**
     * It has ended, or its node is gone, or has started again; who is only silent is not lost, nor who has started
     * where only an earlier start was met.
     *
     * @param isViewLate whether the node may be a member that has not been heard of yet
     */
    boolean isLost(Seat seat, int partition, boolean isViewLate) {
        if (seat.node() == self.seat().node()) {
            return ShardHost.isLater(self.seat(), seat);
        }
        var newest = latest(seat.node(), partition);
        if (newest != null && isBefore(seat, newest.seat()) || lost.contains(seat)) {
            return true;
        }
        return !isViewLate && newest == null && !members.containsKey(seat.node());
    }

    private boolean isBefore(Seat seat, Seat newest) {
        return !seat.equals(newest) && (seen.contains(seat) || ShardHost.isLater(newest, seat));
    }

    /** Where a partition may have a seat: here, and on each member that is met. */
    List<Place> places(int partition) {
        var newest = new LinkedHashMap<Long, Seat>();
        newest.put(self.seat().node(), self.seat());
        for (var each : met.values()) {
            var seat = each.host.seat();
            if (each.host.holds(partition) && members.containsKey(seat.node())) {
                newest.put(seat.node(), seat);
            }
        }
        var places = new ArrayList<Place>();
        newest.forEach((node, seat) -> places.add(new Place(seat, node)));
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

    /**
     * Whom a host may ask next for a partition: a member of its group that is met, or else anyone who may know more.
     *
     * @return null if all of them have been tried
     */
    @Nullable
    Seat untried(int partition, List<Seat> seats, List<Seat> tried) {
        for (var seat : Seating.ranked(partition, seats)) {
            if (met.containsKey(seat) && !tried.contains(seat)) {
                return seat;
            }
        }
        var holders = holders(partition);
        for (var seat : Rendezvous.choose(partition, holders, holders.size())) {
            if (!tried.contains(seat)) {
                return seat;
            }
        }
        return null;
    }

    /** The node's name, or null if nobody has said it. */
    @Nullable
    String nameOf(Seat seat) {
        var host = seat.equals(self.seat()) ? self : at(seat);
        return host == null ? members.get(seat.node()) : host.node();
    }
}
