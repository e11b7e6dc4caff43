package multikernel.network.election;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.ShardCoordinator;
import akka.cluster.typed.Cluster;
import akka.dispatch.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import multikernel.domain.NodeRole;
import multikernel.monitor.PartitionSpread;
import multikernel.monitor.PartitionSpread.Home;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Akka's question where a shard should be, put to {@link PartitionSpread}: nodes that are up and heard, with the cores
 * that their roles name. Asked by the coordinator alone, on whose node it is.
 */
final class SpreadAllocation extends ShardCoordinator.AbstractShardAllocationStrategy {

    private final Cluster cluster;
    private final PartitionSpread spread;

    private final ActorRef nobody;

    /** @param nobody an actor that is no region */
    SpreadAllocation(Cluster cluster, ActorRef nobody, int movesMax) {
        this.cluster = cluster;
        this.nobody = nobody;
        this.spread = new PartitionSpread(movesMax);
    }

    /**
     * Where nobody is up and heard it is nobody, of whom the coordinator makes nothing until it is asked again; a
     * failure it would log as an error, one for each shard when the last node leaves.
     */
    @Override
    public Future<ActorRef> allocateShard(
            ActorRef requester, String shard, Map<ActorRef, IndexedSeq<String>> allocations) {
        var regions = new TreeMap<String, ActorRef>();
        allocations.keySet().forEach(region -> regions.put(address(region).toString(), region));
        var homes = homes(allocations);
        return homes.isEmpty() ? Futures.successful(nobody) : Futures.successful(regions.get(spread.place(homes)));
    }

    /**
     * Moves in batches, the next one after the last of the one before: while a node hands off everything because it
     * leaves, it has room that nobody shall be moved into.
     */
    @Override
    public Future<Set<String>> rebalance(Map<ActorRef, IndexedSeq<String>> allocations, Set<String> moving) {
        return Futures.successful(moving.isEmpty() ? spread.moves(homes(allocations), Set.of()) : Set.of());
    }

    private List<Home> homes(Map<ActorRef, IndexedSeq<String>> allocations) {
        var homes = new ArrayList<Home>();
        allocations.forEach((region, shards) -> role(address(region))
                .ifPresent(role -> homes.add(new Home(
                        address(region).toString(), role.cores(), List.copyOf(CollectionConverters.asJava(shards))))));
        return homes;
    }

    private Optional<NodeRole> role(Address address) {
        var unheard = cluster.state().getUnreachable();
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.address().equals(address) && isUp(member) && !unheard.contains(member))
                .findFirst()
                .flatMap(member -> NodeRole.of(member.getRoles()));
    }

    private static boolean isUp(Member member) {
        return member.status().equals(MemberStatus.up());
    }

    /** A region on this node has a path without one. */
    private Address address(ActorRef region) {
        var address = region.path().address();
        return address.hasLocalScope() ? cluster.selfMember().address() : address;
    }
}
