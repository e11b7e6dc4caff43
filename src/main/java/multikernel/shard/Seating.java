package multikernel.shard;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.Rendezvous;
import multikernel.agreement.group.Rendezvous.Place;
import multikernel.agreement.group.Seat;

/**
 * Which seats a group should have. One until there are nodes enough for all replicas, for with two the loss of either
 * stops it; then what it has, but for what is lost, in whose place another comes.
 */
final class Seating {

    private Seating() {}

    /**
     * @param seats the group as it is, of which the owner is one
     * @param isViewLate whether a seat may be on a member of which the owner has not heard yet
     */
    static List<Seat> desired(
            int partition, List<Seat> seats, Seat owner, Peers peers, int replicas, boolean isViewLate) {
        var places = peers.places(partition);
        if (seats.size() < replicas && places.size() < replicas) {
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
