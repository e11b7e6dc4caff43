package multikernel.shard;

import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;

/**
 * One start of the dispatcher that a domain has on a core of a node.
 *
 * @param place the core's among those of its node that the domain is on, from 0: partition p has its place here if p
 *     modulo {@code cores} is it
 * @param cores how many cores of its node the domain is on
 * @param seat the one that it has in every group that it is in: its node is {@link #numberOf} the node's name, and a
 *     dispatcher that starts again gets another incarnation, which no other dispatcher has, on whichever node
 */
public record ShardHost(String node, CoreId core, int place, int cores, Seat seat) {

    private static final long FNV_BASIS = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    public ShardHost {
        if (place < 0 || place >= cores) {
            throw new IllegalArgumentException("place " + place + " of " + cores + " cores");
        }
        if (seat.node() != numberOf(node)) {
            throw new IllegalArgumentException(seat + " is no seat of " + node);
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

    /** Whether a partition has its place here, of those places that it has on this node. */
    public boolean holds(int partition) {
        return partition % cores == place;
    }
}
