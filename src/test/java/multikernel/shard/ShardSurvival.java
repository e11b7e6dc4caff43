package multikernel.shard;

import java.util.List;
import multikernel.agreement.group.Seat;

/** Whom a {@link ShardWorld} may lose while every write that was answered outlasts it. */
final class ShardSurvival {

    private final ShardWorld world;

    ShardSurvival(ShardWorld world) {
        this.world = world;
    }

    boolean survives(List<ShardStart> without) {
        for (int partition = 0; partition < world.options.partitions(); partition++) {
            if (!survives(partition, without)) {
                return false;
            }
        }
        return true;
    }

    /** What holds no write yet may lose anybody, but not so many that a write might have been lost with them. */
    private boolean survives(int partition, List<ShardStart> without) {
        var left = holders(partition).stream()
                .filter(host -> !without.contains(host))
                .toList();
        if (world.options.limits().replicas() > 1
                && left.stream()
                        .noneMatch(host -> host.shards.partition(partition).isWritten())) {
            long losing = without.stream()
                    .filter(host -> host.shards.placed().contains(partition))
                    .count();
            return world.ledger.losses(partition) + losing
                    <= world.options.limits().replicas() / 2;
        }
        return holders(partition).stream()
                .map(host -> host.seats(partition).contains(host.host.seat()) ? host.seats(partition) : List.<Seat>of())
                .allMatch(group -> group.isEmpty() || survives(group, without));
    }

    private List<ShardStart> holders(int partition) {
        return world.hosts().stream()
                .filter(host -> host.shards.placed().contains(partition))
                .toList();
    }

    private boolean survives(List<Seat> group, List<ShardStart> without) {
        long up = world.hosts().stream()
                .filter(host -> !host.ended && !without.contains(host) && group.contains(host.host.seat()))
                .count();
        return 2 * up > group.size();
    }
}
