package multikernel.domain.shard;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.MemberReading;
import multikernel.base.NodeMember;
import multikernel.base.Spawned;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Members;
import multikernel.shard.Origin;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardLimits;

/**
 * Over how many partitions a domain is split, and on how many nodes each of them is.
 *
 * @param partitions of the domain
 * @param seats of each partition's group
 * @param spawned which domain of its name this is
 */
public record ShardPlan(int partitions, int seats, Spawned spawned) {

    public static ShardPlan among(Members members, DispatcherContext context, Durability durability) {
        return new ShardPlan(context.shards(), durability.seats(isInCluster(members)), context.spawned());
    }

    public static boolean isInCluster(Members members) {
        return members.view().number() > 0;
    }

    /** Why a domain cannot be so on this node; empty if it can. */
    public Optional<String> refusal(DispatcherContext context, Members members) {
        var ofNode = members.nodes().stream()
                .filter(node -> node.name().equals(context.node()))
                .mapToInt(MemberReading::cores)
                .findFirst()
                .orElse(0);
        return refusal(context.cores(), ofNode, seats, isInCluster(members));
    }

    /**
     * The same before there are dispatchers.
     *
     * @param cores that the domain is to be on, of so many of its node
     */
    public static Optional<String> refusal(List<CoreId> cores, int ofNode, int seats, boolean isInCluster) {
        if (isInCluster) {
            return cores.size() == ofNode
                    ? Optional.empty()
                    : Optional.of(
                            "in a cluster its partitions are on all %d cores of a node, and cores are %s: give all"
                                    .formatted(ofNode, cores));
        }
        return seats == 1
                ? Optional.empty()
                : Optional.of("setting %s is replicated(%d), and this node is in no cluster: give local or auto"
                        .formatted(Durability.NAME, seats));
    }

    /** This start of the dispatcher, among all that there ever are. */
    public static ShardHost host(DispatcherContext context, Members members) {
        var place = context.cores().indexOf(context.core());
        return host(context, members, place, context.cores().size());
    }

    /** @param cores of its node on which the domain has places */
    public static ShardHost host(DispatcherContext context, Members members, int place, int cores) {
        long start = startOf(context, members);
        var seat = ShardHost.seatOf(context.node(), start, new SecureRandom().nextInt());
        return new ShardHost(context.node(), context.core(), place, cores, seat, start);
    }

    /** Of a node in no cluster nobody else hears. */
    private static long startOf(DispatcherContext context, Members members) {
        int incarnation = members.view()
                .member(context.node())
                .map(NodeMember::incarnation)
                .orElse(1);
        return ShardHost.startOf(incarnation, context.start());
    }

    public Origin origin(DispatcherContext context, Members members) {
        return isInCluster(members) ? origin(context, members, seats) : Origin.FOUNDS;
    }

    /**
     * Partitions begin where the domain was spawned for all nodes, or else where the cluster began; at each start there
     * if they have one seat, for that is lost with its dispatcher. However few members were known, a start before may
     * have found seats with more of them since. Of what began with the cluster the one that began that may have an
     * heir. Where each node has the domain by itself, {@link multikernel.shard.Begins} has the last word.
     *
     * @param seats of each group
     */
    public static Origin origin(DispatcherContext context, Members members, int seats) {
        var spawned = context.spawned();
        boolean isHere = spawned.isAgreed()
                ? members.view()
                        .member(context.node())
                        .filter(spawned.by()::equals)
                        .isPresent()
                : members.descent().founder();
        if (!isHere) {
            return spawned.isAgreed() ? Origin.JOINS : Origin.INHERITS;
        }
        return context.start() == 1 || seats == 1 ? Origin.FOUNDS : Origin.FOUNDS_AGAIN;
    }

    /** @param waitingMax as many commands may wait as one core may have under way */
    public ShardLimits limits(int waitingMax) {
        var usual = ShardLimits.of(partitions, seats);
        return new ShardLimits(
                partitions,
                seats,
                usual.group(),
                usual.commandNanos(),
                waitingMax,
                usual.askNanos(),
                usual.pauseNanos(),
                usual.rankNanos(),
                usual.drainNanos(),
                usual.settleNanos(),
                usual.restNanos());
    }
}
