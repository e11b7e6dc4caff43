package multikernel.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import multikernel.agreement.group.Rendezvous;
import multikernel.agreement.group.Rendezvous.Place;
import multikernel.agreement.group.Seat;

/**
 * Which seats a group should have. One until there are nodes enough for all replicas, for with two the loss of either
 * stops it; then what it has, but for what is lost, in whose place another comes.
 */
final class Seating {

    private final int partition;
    private final Seat self;
    private final Peers peers;
    private final int replicas;
    private List<Seat> desired = List.of();
    /** What the seats were chosen for. */
    private List<Seat> seatsSeen = List.of();

    private long changesSeen;
    private boolean lateSeen;

    Seating(int partition, Seat self, Peers peers, int replicas) {
        this.partition = partition;
        this.self = self;
        this.peers = peers;
        this.replicas = replicas;
    }

    /** The group is another one. */
    void anew() {
        desired = List.of();
        seatsSeen = List.of();
    }

    /**
     * Whom the group should have that this host owns; empty if that was said before.
     *
     * @param isViewLate whether a seat may be on a member of which the owner has not heard yet
     */
    Optional<List<Seat>> next(List<Seat> seats, boolean isViewLate) {
        if (seats == seatsSeen && peers.changes() == changesSeen && isViewLate == lateSeen && !desired.isEmpty()) {
            return Optional.empty();
        }
        seatsSeen = seats;
        changesSeen = peers.changes();
        lateSeen = isViewLate;
        return changed(desired(partition, seats, self, peers, replicas, isViewLate));
    }

    /** This host does not own it: that is another's to say. */
    Optional<List<Seat>> none() {
        return changed(List.of());
    }

    private Optional<List<Seat>> changed(List<Seat> next) {
        if (next.equals(desired)) {
            return Optional.empty();
        }
        desired = next;
        return Optional.of(next);
    }

    /**
     * @param seats the group as it is, of which the owner is one
     * @param isViewLate whether a seat may be on a member of which the owner has not heard yet
     */
    static List<Seat> desired(
            int partition, List<Seat> seats, Seat owner, Peers peers, int replicas, boolean isViewLate) {
        var places = peers.places(partition);
        if (seats.size() < replicas && (places.size() < replicas || !peers.mayGrow())) {
            return seats;
        }
        var kept = new ArrayList<>(seats.stream()
                .filter(seat -> !peers.isLost(seat, partition, isViewLate))
                .toList());
        if (kept.size() > replicas) {
            return fewer(partition, kept, owner, peers, replicas);
        }
        if (kept.size() < replicas) {
            var free = places.stream()
                    .filter(place -> kept.stream().noneMatch(seat -> seat.node() == place.machine()))
                    .toList();
            kept.addAll(Rendezvous.choose(partition, free, replicas - kept.size()));
            seats.stream()
                    .filter(seat -> !kept.contains(seat))
                    .limit(replicas - kept.size())
                    .forEach(kept::add);
        }
        return kept;
    }

    /** The members of a group in the order in which they should own it: each partition has another order. */
    static List<Seat> ranked(int partition, List<Seat> seats) {
        var places = new ArrayList<Place>();
        for (var seat : seats) {
            places.add(new Place(seat, places.size()));
        }
        return Rendezvous.choose(partition, places, places.size());
    }

    private static List<Seat> fewer(int partition, List<Seat> seats, Seat owner, Peers peers, int replicas) {
        var fewer = new ArrayList<Seat>();
        fewer.add(owner);
        var ranked = ranked(partition, seats);
        ranked.stream()
                .filter(peers::isLive)
                .filter(seat -> !fewer.contains(seat))
                .forEach(fewer::add);
        ranked.stream().filter(seat -> !fewer.contains(seat)).forEach(fewer::add);
        return fewer.subList(0, replicas);
    }
}
