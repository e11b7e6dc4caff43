package multikernel.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * On which node each partition of a domain lives: as many on each as it has cores, in proportion, with few moves.
 *
 * <p>A new partition goes where there are fewest for each core. A move is only worth its hand-off if it makes things
 * more even: from the node that would still have most for each core after it to the one that would have fewest, while
 * the first would then have at least as many for each core as the second. So a node that joins is given its share and
 * no more, nothing moves between those that were there, and what is even stays.
 *
 * @param movesMax partitions that may move at one time
 */
public record PartitionSpread(int movesMax) {

    /**
     * A node and what it has now.
     *
     * @param cores at least 1
     */
    public record Home(String node, int cores, List<String> partitions) {

        public Home {
            partitions = List.copyOf(partitions);
        }
    }

    /** Who gives first: the one that would still have most without one. */
    private static Comparator<Home> givers() {
        return Comparator.comparing((Home home) -> load(home, -1)).thenComparing(Home::node);
    }

    /** Who takes first: the one that would have fewest with one more. */
    private static Comparator<Home> takers() {
        return Comparator.comparing((Home home) -> load(home, 1)).thenComparing(Home::node);
    }

    private static double load(Home home, int more) {
        return (double) (home.partitions().size() + more) / home.cores();
    }

    /** The node for one partition more; there is at least one home. */
    public String place(List<Home> homes) {
        return homes.stream().min(takers()).orElseThrow().node();
    }

    /**
     * The partitions to hand off now, to be placed anew by {@link #place}.
     *
     * @param moving those on their way, which count where they are and are not chosen again
     */
    public Set<String> moves(List<Home> homes, Set<String> moving) {
        var now = new HashMap<String, Home>();
        homes.forEach(home -> now.put(home.node(), home));
        var chosen = new TreeSet<String>();
        while (moving.size() + chosen.size() < movesMax) {
            var most = now.values().stream().max(givers());
            var fewest = now.values().stream().min(takers());
            if (most.isEmpty() || fewest.isEmpty() || load(most.get(), -1) < load(fewest.get(), 1)) {
                return chosen;
            }
            var candidate = most.get().partitions().stream()
                    .filter(partition -> !moving.contains(partition) && !chosen.contains(partition))
                    .max(Comparator.naturalOrder());
            if (candidate.isEmpty()) {
                return chosen;
            }
            chosen.add(candidate.get());
            now.put(most.get().node(), without(most.get(), candidate.get()));
            now.put(fewest.get().node(), with(fewest.get(), candidate.get()));
        }
        return chosen;
    }

    private static Home with(Home home, String partition) {
        var partitions = new ArrayList<>(home.partitions());
        partitions.add(partition);
        return new Home(home.node(), home.cores(), partitions);
    }

    private static Home without(Home home, String partition) {
        return new Home(
                home.node(),
                home.cores(),
                home.partitions().stream()
                        .filter(each -> !each.equals(partition))
                        .toList());
    }
}
