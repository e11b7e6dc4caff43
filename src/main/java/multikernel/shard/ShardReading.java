package multikernel.shard;

import java.util.Collection;

/**
 * One look at a host's part in a domain of partitions.
 *
 * @param placed partitions that have their place on its core
 * @param owned of these, those that this host owns
 * @param leased of the owned, those that it may answer for now, because a majority has granted it a lease
 * @param leaderless of the placed, those of which it knows no owner
 * @param lacking of the owned, those of which replicas are missing
 * @param ballot the highest that it has promised in any of their groups; it rises with each change of owner
 */
public record ShardReading(int placed, int owned, int leased, int leaderless, int lacking, long ballot) {

    static ShardReading of(Collection<Partition> partitions, long atNanos) {
        int owned = 0;
        int leased = 0;
        int leaderless = 0;
        int lacking = 0;
        long ballot = 0;
        for (var partition : partitions) {
            owned += partition.isServing() ? 1 : 0;
            leased += partition.mayRead(atNanos) ? 1 : 0;
            leaderless += partition.owner(atNanos) == null ? 1 : 0;
            lacking += partition.isServing() && !partition.isWhole(atNanos) ? 1 : 0;
            ballot = Math.max(ballot, partition.ballot());
        }
        return new ShardReading(partitions.size(), owned, leased, leaderless, lacking, ballot);
    }
}
