package multikernel.base;

import java.util.List;

/**
 * One look at a partition of a domain, as the core sees it that has its place on this node.
 *
 * @param core that its place is on
 * @param owner the node that owns it as far as that core knows, or empty
 * @param role of this node in it
 * @param ballot the highest that this node has promised; it rises with each change of owner
 * @param replicas the nodes that have a seat in its group
 * @param absent those of them that this core has no channel to
 */
public record PartitionReading(
        String domain,
        int partition,
        CoreId core,
        String owner,
        Role role,
        long ballot,
        List<String> replicas,
        List<String> absent) {

    public enum Role {
        OWNER,
        /** It owns the partition and may not answer: no majority has granted it a lease. */
        OWNER_WITHOUT_LEASE,
        REPLICA,
        /** It has no seat. */
        OUTSIDE;

        public static Role of(boolean owns, boolean hasLease, boolean hasSeat) {
            if (owns) {
                return hasLease ? OWNER : OWNER_WITHOUT_LEASE;
            }
            return hasSeat ? REPLICA : OUTSIDE;
        }

        public String word() {
            return Words.of(this);
        }
    }

    public PartitionReading {
        replicas = List.copyOf(replicas);
        absent = List.copyOf(absent);
    }
}
