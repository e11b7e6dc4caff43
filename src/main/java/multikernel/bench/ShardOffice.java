package multikernel.bench;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Cluster;
import akka.cluster.sharding.ClusterSharding;
import akka.cluster.sharding.ClusterShardingSettings;
import akka.cluster.sharding.ShardRegion;
import akka.pattern.Patterns;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An actor system in a cluster, with one entity of Akka's own sharding, which lives in the other JVM. */
final class ShardOffice implements AutoCloseable {

    private static final String TYPE = "steps";
    private static final String FAR = "far";
    private static final Parcel PARCEL = new Parcel(1, true);
    private static final Duration ASK_MAX = Duration.ofSeconds(10);
    private static final long READY_SECONDS_MAX = 60;

    private final ActorSystem system;
    private final ActorRef region;

    private ShardOffice(ActorSystem system, ActorRef region) {
        this.system = system;
        this.region = region;
    }

    private static final class Entity extends AbstractActor {
        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(Parcel.class, parcel -> getSender().tell(parcel, getSelf()))
                    .build();
        }
    }

    private static ShardRegion.MessageExtractor extractor() {
        return new ShardRegion.HashCodeMessageExtractor(1) {
            @Override
            public String entityId(Object message) {
                return "1";
            }
        };
    }

    private static ActorSystem system(String more) {
        return ActorSystem.create(
                "sharded",
                ConfigFactory.parseString(more)
                        .withFallback(ConfigFactory.parseResources(ShardOffice.class, "sharding.conf"))
                        .withFallback(ConfigFactory.load())
                        .resolve());
    }

    /** Where the entity lives. */
    static ShardOffice far() {
        var system = system("akka.cluster.roles = [" + FAR + "]");
        Cluster.get(system).join(Cluster.get(system).selfAddress());
        var settings = ClusterShardingSettings.create(system).withRole(FAR);
        var region =
                ClusterSharding.get(system).start(TYPE, Props.create(Entity.class, Entity::new), settings, extractor());
        return new ShardOffice(system, region);
    }

    String address() {
        return Cluster.get(system).selfAddress().toString();
    }

    static ShardOffice near(String far) {
        var system = system("");
        Cluster.get(system).join(akka.actor.AddressFromURIString.parse(far));
        return new ShardOffice(system, ClusterSharding.get(system).startProxy(TYPE, Optional.of(FAR), extractor()));
    }

    private CompletionStage<Object> call() {
        return Patterns.ask(region, PARCEL, ASK_MAX);
    }

    void ready() {
        try {
            Patterns.ask(region, PARCEL, Duration.ofSeconds(READY_SECONDS_MAX))
                    .toCompletableFuture()
                    .get(READY_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException notYet) {
            throw new IllegalStateException("the entity does not answer", notYet);
        }
    }

    ActorSubject subject(Map<String, Object> parameters) {
        var caller = Adapter.spawn(system, Caller.of(this::call), "caller");
        return new ActorSubject("Akka default", parameters, List.of(caller));
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(READY_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException left) {
            throw new CompletionException("the actor system does not end", left);
        }
    }
}
