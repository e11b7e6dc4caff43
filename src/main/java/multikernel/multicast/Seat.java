package multikernel.multicast;

import java.util.Comparator;
import multikernel.base.CoreId;

/**
 * One membership: a core, and the view in which it became a member. A core that ends and comes back is another member.
 */
public record Seat(CoreId core, long since) implements Comparable<Seat> {

    private static final Comparator<Seat> SENIORITY =
            Comparator.comparingLong(Seat::since).thenComparing(Seat::core);

    /** The elder first. */
    @Override
    public int compareTo(Seat other) {
        return SENIORITY.compare(this, other);
    }

    @Override
    public String toString() {
        return core + "@" + since;
    }
}
