package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Chooses the seats of each group (highest random weight, Thaler and Ravishankar, 1998): everybody who knows the same
 * places chooses alike, and a place that comes or goes moves only the groups that it gains or loses.
 */
public final class Rendezvous {

    private Rendezvous() {}

    /** @param machine the number of the machine that the seat's node runs on */
    public record Place(Seat seat, long machine) {}

    private record Weighed(Place place, long weight) {}

    /**
     * The seats of a group, the weightiest first; fewer if there are fewer machines.
     *
     * @param count of seats, no two on one machine
     */
    public static List<Seat> choose(long group, List<Place> places, int count) {
        var ranked = places.stream()
                .map(place -> new Weighed(place, weight(group, place.seat().node())))
                .sorted(Comparator.comparingLong(Weighed::weight)
                        .reversed()
                        .thenComparingLong(weighed -> weighed.place.seat().node()))
                .toList();
        var machines = new HashSet<Long>();
        var chosen = new ArrayList<Seat>();
        for (var each : ranked) {
            if (chosen.size() < count && machines.add(each.place.machine())) {
                chosen.add(each.place.seat());
            }
        }
        return chosen;
    }

    /** The finisher of SplitMix64 over both. */
    static long weight(long group, long node) {
        long mixed = group * 0x9E3779B97F4A7C15L + node * 0xD1B54A32D192ED03L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
