package multikernel.shard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import multikernel.agreement.group.Seat;
import multikernel.base.NodeMember;

/** Whom a {@link ShardWorld} may lose while every partition is to go on. */
final class ShardSurvival {

    private final ShardWorld world;
    /** Starts of nodes that have left since the beginning, or will. */
    private final Set<NodeMember> gone = new LinkedHashSet<>();

    ShardSurvival(ShardWorld world) {
        this.world = world;
    }

    void goes(ShardNode node) {
        gone.add(new NodeMember(node.name, node.incarnation));
    }

    /** Whether this start of it has left, or will. */
    boolean isGoing(ShardNode node) {
        return gone.contains(new NodeMember(node.name, node.incarnation));
    }

    /** @param nodes whether their whole nodes go, and not these hosts alone, which start again */
    boolean survives(List<ShardStart> without, boolean nodes) {
        for (int partition = 0; partition < world.options.partitions(); partition++) {
            if (!survives(partition, without, nodes)) {
                return false;
            }
        }
        return true;
    }

    private boolean survives(int partition, List<ShardStart> without, boolean nodes) {
        var limits = world.options.limits();
        var holders = world.hosts().stream()
                .filter(host -> host.shards.placed().contains(partition))
                .toList();
        var left = holders.stream().filter(host -> !without.contains(host)).toList();
        if (limits.replicas() > 1 && left.stream().noneMatch(host -> isSeat(host, partition))) {
            return world.agreement.isOpen() && !left.isEmpty()
                    || left.stream().anyMatch(host -> isFounder(host, partition))
                    || mayBeFoundedAgain(partition, holders, without, nodes)
                    || mayBeInherited(partition, holders, without, nodes);
        }
        return holders.stream()
                .filter(host -> isSeat(host, partition))
                .allMatch(host -> hasMajority(host.seats(partition), left));
    }

    private boolean isSeat(ShardStart host, int partition) {
        return host.seats(partition).contains(host.host.seat()) && knowsOfSeats(host, partition);
    }

    private boolean knowsOfSeats(ShardStart host, int partition) {
        return host.seatsMost(partition) >= world.options.limits().seatsThatGoOn();
    }

    /** One that has not heard yet that it is to found it will. */
    private boolean isFounder(ShardStart host, int partition) {
        boolean has = host.seats(partition).contains(host.host.seat());
        if (!world.agreement.isNeeded) {
            return host.node.number == 0 && has;
        }
        return world.agreement.isBy(host.node) && (has || host.node.begins == Begins.NOT_AGREED);
    }

    /** What never came to have its seats, as long as nobody is lost who may have had one. */
    private boolean mayBeFoundedAgain(
            int partition, List<ShardStart> holders, List<ShardStart> without, boolean nodes) {
        var founder = world.agreement.node();
        if (!world.agreement.isBy(founder) || !founder.up || hasAnyLeftSince(founder) || nodes && !without.isEmpty()) {
            return false;
        }
        int again = 0;
        boolean isBlank = world.options.limits().replicas() > 2;
        for (var host : holders) {
            if (host.node != founder) {
                if (!without.contains(host) && knowsOfSeats(host, partition)) {
                    return false;
                }
                if (host.host.restarts() > 0 || without.contains(host)) {
                    again++;
                } else {
                    isBlank &= host.seats(partition).isEmpty();
                }
            }
        }
        return again == 0 || again == 1 && isBlank;
    }

    private boolean hasAnyLeftSince(ShardNode founder) {
        return founder.hasSeenLeave()
                || world.currentView().members().stream().anyMatch(gone::contains)
                || world.agreement.isWithCluster() && !gone.isEmpty();
    }

    /**
     * What never came to have its seats before the node left that founded it, and nobody else has, nor started again.
     */
    private boolean mayBeInherited(int partition, List<ShardStart> holders, List<ShardStart> without, boolean nodes) {
        var founder = world.nodes.getFirst();
        var first = new NodeMember(founder.name, 1);
        boolean goes = nodes && gone.isEmpty() && !without.isEmpty() && founder.incarnation == 1;
        boolean mayGo = goes && without.stream().allMatch(host -> host.node == founder);
        boolean went = gone.equals(Set.of(first)) && without.isEmpty();
        return world.agreement.isWithCluster()
                && (mayGo || went)
                && world.ages.heir().filter(ShardNode::mayInherit).isPresent()
                && holders.stream()
                        .filter(host -> host.node != founder)
                        .allMatch(host -> host.node.incarnation == 1
                                && host.host.restarts() == 0
                                && !knowsOfSeats(host, partition));
    }

    private static boolean hasMajority(List<Seat> group, List<ShardStart> left) {
        long up = left.stream()
                .filter(host -> !host.ended && group.contains(host.host.seat()))
                .count();
        return 2 * up > group.size();
    }
}
