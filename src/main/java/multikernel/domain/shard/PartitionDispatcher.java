package multikernel.domain.shard;

import akka.actor.typed.Behavior;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import multikernel.base.Descent;
import multikernel.base.NodeView;
import multikernel.codec.Bytes;
import multikernel.codec.Codec;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;
import multikernel.runtime.Dropped;
import multikernel.runtime.Elected;
import multikernel.runtime.Members;
import multikernel.shard.ShardMessage;
import multikernel.shard.ShardRefusal;
import multikernel.shard.Shards;

/**
 * The partitions of a program's domain that have their place on one core: takes commands from this node, whoever owns
 * the partition, and takes part in the groups of all of them.
 */
public final class PartitionDispatcher<C, R> extends AbstractBehavior<PartitionDispatcher.Message> {

    /** What it is told. */
    public sealed interface Message {}

    /** @param asking empty if nobody waits */
    record Ask<C, R>(int partition, C command, Optional<Asking<R>> asking) implements Message {

        void refused(ShardRefusal why) {
            asking.ifPresent(one -> one.refused(why));
        }
    }

    private record Nodes(Members members) implements Message {}

    private record Chosen(Elected elected) implements Message {}

    private record Draining(Drain drain) implements Message {}

    private record Broken(String what) implements Message {}

    private enum Note implements Message {
        DEPART,
        TICK
    }

    /** Several times in each heartbeat of a group. */
    private static final Duration TICK_EVERY = Duration.ofMillis(50);

    /** Messages that come before it is known who else is there; commands beyond are {@code busy}. */
    private static final int EARLY_MAX = 4096;

    /** Of one core: commands without an answer, and their bytes. */
    private static final int WAITING_MAX = 8192;

    private static final long WAITING_BYTES_MAX = 64 << 20;

    /** Of what nodes tell each other: raised when that changes. */
    private static final int VERSION = 1;

    private final DispatcherContext context;
    private final ShardSpec<C, R> spec;
    private final Codec<C> commands;
    private final PartitionResult<R> results;
    private final Departure departure;
    private final ShardMesh mesh;
    private final ShardShell shell;
    private Optional<Drain> draining = Optional.empty();

    private PartitionDispatcher(
            ActorContext<Message> actor,
            TimerScheduler<Message> timers,
            DispatcherContext context,
            ShardSpec<C, R> spec,
            Members members) {
        super(actor);
        this.context = context;
        this.spec = spec;
        commands = spec.commands().codec();
        results = new PartitionResult<>(spec.results().codec());
        var self = actor.getSelf();
        departure = new Departure(() -> self.tell(Note.DEPART));
        mesh = new ShardMesh(thrown -> self.tell(new Broken(thrown.toString())));
        shell = begin(members);
        context.onDrain(actor.messageAdapter(Drain.class, Draining::new));
        timers.startTimerWithFixedDelay(Note.TICK, Note.TICK, TICK_EVERY);
    }

    /** It begins once it is known who else is there. */
    public static <C, R> Behavior<Message> create(DispatcherContext context, ShardSpec<C, R> spec) {
        return Behaviors.setup(actor -> Behaviors.withTimers(timers -> {
            context.follow(actor.messageAdapter(Members.class, Nodes::new));
            return Behaviors.withStash(
                    EARLY_MAX,
                    early -> Behaviors.receiveMessage(message -> first(actor, timers, context, spec, early, message)));
        }));
    }

    private static <C, R> Behavior<Message> first(
            ActorContext<Message> actor,
            TimerScheduler<Message> timers,
            DispatcherContext context,
            ShardSpec<C, R> spec,
            StashBuffer<Message> early,
            Message message) {
        if (message instanceof Nodes(Members members)) {
            return early.unstashAll(new PartitionDispatcher<>(actor, timers, context, spec, members));
        }
        if (message instanceof Ask<?, ?> ask && early.size() >= EARLY_MAX - 1) {
            ask.refused(ShardRefusal.BUSY);
        } else {
            early.stash(message);
        }
        return Behaviors.same();
    }

    private ShardShell begin(Members members) {
        var plan = ShardPlan.among(members, context, spec.durability());
        var isInCluster = ShardPlan.isInCluster(members);
        var self = ShardPlan.host(context, members);
        var origin = plan.origin(context, members);
        var shards = new Shards(plan.limits(WAITING_MAX), self, origin, partition -> new ReplicaOfPartition<>(spec));
        var links = isInCluster ? mesh : (ShardLinks) (to, message) -> false;
        var made = new ShardShell(shards, links, WAITING_MAX, WAITING_BYTES_MAX, departure, System::nanoTime);
        if (isInCluster) {
            mesh.begin(context, self, made, shape(plan), members);
            context.stand(getContext().messageAdapter(Elected.class, Chosen::new));
        } else {
            made.countFor(context);
            made.view(NodeView.NONE, Descent.NONE);
            made.placed().forEach(partition -> made.elected(partition, true));
        }
        return made;
    }

    /** Only nodes with the same messages and the same plan meet. */
    private long shape(ShardPlan plan) {
        return List.of(VERSION, plan, commands.fingerprint(), results.codec().fingerprint())
                .toString()
                .hashCode();
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder().onAnyMessage(this::on).build();
    }

    @SuppressWarnings("unchecked") // whoever has the domain has its types
    private Behavior<Message> on(Message message) {
        switch (message) {
            case Ask<?, ?> ask -> submit((Ask<C, R>) ask);
            case Nodes(Members now) -> mesh.members(now);
            case Chosen(Elected elected) -> mesh.elected(elected);
            case Draining(Drain asked) -> drain(asked);
            case Broken(String what) -> throw new IllegalStateException(what);
            case Note.DEPART -> {
                departure.begins();
                shell.depart();
            }
            case Note.TICK -> {
                shell.ticked();
                mesh.ticked();
                drainedIfLeft();
            }
        }
        return this;
    }

    private void submit(Ask<C, R> ask) {
        if (commands.bytesOf(ask.command()) > ShardMessage.COMMAND_BYTES_MAX) {
            refused(ask, ShardRefusal.TOO_LONG);
            return;
        }
        var bytes = commands.encoded(ask.command());
        shell.submit(ask.partition(), !spec.reads().test(ask.command()), bytes, new ShardAsker() {
            @Override
            public void answered(Bytes result) {
                PartitionDispatcher.this.answered(ask, result);
            }

            @Override
            public void refused(ShardRefusal why, int partition) {
                PartitionDispatcher.this.refused(ask, why);
            }
        });
    }

    private void answered(Ask<C, R> ask, Bytes result) {
        if (ask.asking().isPresent()) {
            var asking = ask.asking().get();
            var decoded = results.decoded(result);
            if (decoded == null) {
                asking.refused(ShardRefusal.TOO_LONG);
            } else {
                asking.done(decoded);
            }
        }
    }

    /** Nobody may wait for it, but somebody counts. */
    private void refused(Ask<C, R> ask, ShardRefusal why) {
        ask.refused(why);
        if (ask.asking().isEmpty()) {
            getContext()
                    .getSystem()
                    .eventStream()
                    .tell(new EventStream.Publish<>(
                            new Dropped(context.core(), context.core(), Dropped.Reason.PARTITION_REFUSED, 1)));
        }
    }

    /** Others are to own what this core owns before it ends. */
    private void drain(Drain asked) {
        mesh.leave();
        draining = Optional.of(asked);
        drainedIfLeft();
    }

    private void drainedIfLeft() {
        if (draining.isPresent() && mesh.hasLeft()) {
            draining.get().replyTo().tell(Drain.Drained.DRAINED);
            draining = Optional.empty();
        }
    }
}
