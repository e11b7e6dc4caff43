package multikernel.domain.shard;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.eventstream.EventStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.runtime.Dropped;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardLimits;
import multikernel.shard.ShardRefusal;

/**
 * A domain of this program that is split into partitions, over all cores of all nodes that spawn it.
 *
 * @param <C> commands
 * @param <R> results
 */
public final class Sharded<C, R> {

    /** Beyond the time that a partition has for a command: the way there and back inside the node. */
    private static final Duration BESIDE = Duration.ofSeconds(1);

    private static final Duration LIMIT = Duration.ofMillis(
                    TimeUnit.NANOSECONDS.toMillis(ShardLimits.of(1, 1).commandNanos()))
            .plus(BESIDE);

    private static final long FACTOR = 0xD6E8FEB86659FD93L;

    private final DomainSpec spec;
    private final ActorSystem<?> system;
    private final Function<CoreId, Optional<ActorRef<PartitionDispatcher.Message>>> dispatchers;

    /** @param dispatchers of this domain on this node, at present; any thread asks */
    public Sharded(
            DomainSpec spec,
            ActorSystem<?> system,
            Function<CoreId, Optional<ActorRef<PartitionDispatcher.Message>>> dispatchers) {
        this.spec = spec;
        this.system = system;
        this.dispatchers = dispatchers;
    }

    public String name() {
        return spec.name();
    }

    /** The partition that a key is in: the same on every node, by a hash of its UTF-16 units. */
    public Shard shard(String key) {
        return shard(ShardHost.numberOf(key));
    }

    /** The same for a number. */
    public Shard shard(long key) {
        var mixed = (key ^ (key >>> 32)) * FACTOR;
        mixed = (mixed ^ (mixed >>> 32)) * FACTOR;
        return new Shard((int) (((mixed >>> 32) * spec.shards()) >>> 32));
    }

    /** One partition, wherever it is owned. Any thread may use it, a core's too. */
    public final class Shard {

        private final int partition;

        private Shard(int partition) {
            this.partition = partition;
        }

        public int partition() {
            return partition;
        }

        /** Core of this node on which the partition has its place. */
        private CoreId place() {
            return spec.cores().get(partition % spec.cores().size());
        }

        /** Done once, or lost: what is refused is counted and published as {@link Dropped}. */
        public void tell(C command) {
            var ask = new PartitionDispatcher.Ask<C, R>(partition, command, Optional.empty());
            dispatchers
                    .apply(place())
                    .ifPresentOrElse(
                            to -> to.tell(ask),
                            () -> system.eventStream()
                                    .tell(new EventStream.Publish<>(
                                            new Dropped(null, place(), Dropped.Reason.PARTITION_REFUSED, 1))));
        }

        /**
         * Fails with {@link ShardRefused}. The stage is completed by the core that has the partition's place, whose
         * time whatever follows on it takes; who asks from an actor pipes it to himself.
         */
        public CompletionStage<R> ask(C command) {
            var to = dispatchers.apply(place());
            if (to.isEmpty()) {
                return CompletableFuture.failedFuture(
                        new ShardRefused(ShardRefusal.BUSY, place() + " is being started"));
            }
            var asking = new Asking<R>(system, spec.name(), partition, LIMIT);
            to.get().tell(new PartitionDispatcher.Ask<>(partition, command, Optional.of(asking)));
            return asking.stage();
        }
    }
}
