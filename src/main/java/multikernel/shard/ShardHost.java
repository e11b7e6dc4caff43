package multikernel.shard;

import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;

/**
 * One start of the dispatcher that a domain has on a core of a node.
 *
 * @param place the core's among those of its node that the domain is on, from 0: partition p has its place here if p
 *     modulo {@code cores} is it
 * @param cores how many cores of its node the domain is on
 * @param seat the one that it has in every group that it is in, see {@link #seatOf}: its node is {@link #numberOf} the
 *     node's name, and a dispatcher that starts again gets another incarnation, which no other dispatcher has, on
 *     whichever node, and which is higher than those of earlier starts on the same core
 * @param start a later start on the same core has a higher one, see {@link #startOf}
 */
public record ShardHost(String node, CoreId core, int place, int cores, Seat seat, long start) {

    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long INCARNATIONS_MAX = 0x7FFF;
    private static final long STARTS_MAX = 0xFFFF;

    /** Divides what a node's incarnations are apart. */
    private static final int ERA = 16;

    public ShardHost {
        if (place < 0 || place >= cores) {
            throw new IllegalArgumentException("place " + place + " of " + cores + " cores");
        }
        if (seat.node() != numberOf(node)) {
            throw new IllegalArgumentException(seat + " is no seat of " + node);
        }
        if ((int) start < 1) {
            throw new IllegalArgumentException("start " + start + " of " + node);
        }
    }

    /** The number that a name has on all nodes, a node's in every group (FNV-1a over its UTF-16 units). */
    public static long numberOf(String name) {
        long number = FNV_BASIS;
        for (int i = 0; i < name.length(); i++) {
            number = (number ^ name.charAt(i)) * FNV_PRIME;
        }
        return number;
    }

    /**
     * A seat that tells of two starts on one core which is the later, to those too who have met neither.
     *
     * @param start see {@link #startOf}, of which both numbers count up to 32767 and 65535
     * @param any tells those apart that have one number nevertheless, because a cluster began anew
     */
    public static Seat seatOf(String node, long start, int any) {
        long incarnation = Math.min(start >>> Integer.SIZE, INCARNATIONS_MAX);
        long count = Math.min((int) start, STARTS_MAX);
        return new Seat(numberOf(node), incarnation << 48 | count << Integer.SIZE | any & 0xFFFF_FFFFL);
    }

    /** Whether the start that has one seat is later than the one that has the other, of one core. */
    static boolean isLater(Seat one, Seat other) {
        return one.node() == other.node() && one.incarnation() > other.incarnation();
    }

    /**
     * Orders the starts of a dispatcher on one core, over all starts of its node.
     *
     * @param incarnation of the node, from 1
     * @param start counts those of the dispatcher since the node started, from 1
     */
    public static long startOf(int incarnation, long start) {
        return ((long) incarnation << Integer.SIZE) + start;
    }

    /**
     * The number of the start after another one on a core, both since the node started. Numbers with one quotient by
     * {@link #ERA} are an era: of two starts in one the earlier has ended, whoever did not hear it.
     *
     * @param hasEnded whether it has, for certain; one that a fence shut out may go on, and an era begins after it
     */
    public static long startAfter(long start, boolean hasEnded) {
        return hasEnded ? start + 1 : (start / ERA + 1) * ERA;
    }

    /**
     * Whether the one that has a seat has ended, for certain, because this one has started where it was. Of a node that
     * started again nothing is known, for its earlier start may only stand still.
     */
    boolean follows(Seat other) {
        long later = seat.incarnation() >>> Integer.SIZE;
        long earlier = other.incarnation() >>> Integer.SIZE;
        return seat.node() == other.node()
                && later > earlier
                && later / ERA == earlier / ERA
                && (later & STARTS_MAX) < STARTS_MAX;
    }

    /** Whether it is not the dispatcher's first start since the node started. */
    static boolean isAgain(long start) {
        return (int) start > 1;
    }

    /** Starts of the dispatcher before this one, since the node started. */
    int restarts() {
        return (int) start - 1;
    }

    /** Whether the other one has ended, or is shut out, because this one has started where it was. */
    boolean isAfter(ShardHost other) {
        return node.equals(other.node) && core.equals(other.core) && start > other.start;
    }

    /** Whether a partition has its place here, of those places that it has on this node. */
    public boolean holds(int partition) {
        return partition % cores == place;
    }
}
