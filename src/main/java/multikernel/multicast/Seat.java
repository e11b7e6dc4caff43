package multikernel.multicast;

import multikernel.base.CoreId;

/**
 * One membership: a core, and the view in which it became a member. A core that ends and comes back is another member.
 */
public record Seat(CoreId core, long since) implements Comparable<Seat> {

    /** The elder first. */
    @Override
    public int compareTo(Seat other) {
        int elder = Long.compare(since, other.since);
        return elder == 0 ? core.compareTo(other.core) : elder;
    }

    @Override
    public String toString() {
        return core + "@" + since;
    }
}
