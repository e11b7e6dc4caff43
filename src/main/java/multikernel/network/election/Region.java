package multikernel.network.election;

import akka.actor.ActorRef;
import akka.actor.PoisonPill;
import akka.actor.Props;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ClusterShardingGuardian;
import akka.cluster.sharding.ClusterShardingSettings;
import akka.cluster.sharding.ShardRegion;
import akka.japi.pf.PFBuilder;
import multikernel.settings.Settings;
import scala.Function1;
import scala.PartialFunction;
import scala.Tuple2;

/**
 * This node's part of a domain's sharding: a shard for each partition, named by its number, with one seat in it.
 *
 * @param system whose node is up
 */
record Region(
        ActorSystem<?> system,
        String domain,
        akka.actor.typed.ActorRef<Standing.Command> standing,
        SpreadAllocation allocation) {

    /**
     * Opens it, anew if it was closed before. Akka's extension returns the one of old even after that has ended, so
     * those who make them are asked again, by their own word; they return what they have.
     *
     * @param replyTo is sent {@link ClusterShardingGuardian.Started}
     */
    void open(ActorRef replyTo) {
        var classic = system.classicSystem();
        var settings = ClusterShardingSettings.apply(classic);
        var known = ClusterSharding.get(classic)
                .start(domain, seat(), settings, entities(), shards(), allocation, PartitionSeat.Word.HAND_OFF);
        var start = new ClusterShardingGuardian.Start(
                domain, name -> seat(), settings, entities(), shards(), allocation, PartitionSeat.Word.HAND_OFF);
        classic.actorSelection(known.path().parent()).tell(start, replyTo);
    }

    private Props seat() {
        return Adapter.props(
                () -> PartitionSeat.create(standing), DispatcherSelector.fromConfig(Settings.HOST_DISPATCHER));
    }

    /** Nobody speaks to a seat through sharding, so that it is begun is the only message. */
    private static PartialFunction<Object, Tuple2<String, Object>> entities() {
        return new PFBuilder<Object, Tuple2<String, Object>>()
                .match(ShardRegion.StartEntity.class, start -> Tuple2.apply(start.entityId(), start))
                .build();
    }

    private static Function1<Object, String> shards() {
        return message -> ((ShardRegion.StartEntity) message).entityId();
    }

    /** Asks for a seat of the partition, wherever its shard is; one that has begun stays as it is. */
    static void begin(ActorRef region, int partition) {
        region.tell(new ShardRegion.StartEntity(String.valueOf(partition)), ActorRef.noSender());
    }

    /** Every shard is handed off, then it ends. */
    static void close(ActorRef region) {
        region.tell(ShardRegion.gracefulShutdownInstance(), ActorRef.noSender());
    }

    static void end(ActorRef region) {
        region.tell(PoisonPill.getInstance(), ActorRef.noSender());
    }
}
