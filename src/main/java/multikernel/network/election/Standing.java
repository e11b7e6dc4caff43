package multikernel.network.election;

import akka.Done;
import akka.actor.Cancellable;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.ClusterShardingGuardian;
import akka.cluster.typed.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import multikernel.runtime.Election;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One candidacy: asks that every partition has a seat somewhere, and tells the candidate of the seats that are here.
 */
final class Standing extends AbstractBehavior<Standing.Command> {

    /** Everything that may be said to it. */
    sealed interface Command {}

    private record Opened(akka.actor.ActorRef region) implements Command {}

    record Begun(int partition) implements Command {}

    record Asked(int partition, ActorRef<PartitionSeat.Word> seat) implements Command {}

    record Ended(int partition) implements Command {}

    enum Order implements Command {
        /** Ask for seats. */
        ROUND,
        /** Hand off everything. */
        CLOSE,
        /** The limit of {@link #CLOSE} is over. */
        CLOSE_NOW,
        /** The region has ended, and what seats said before it did has been heard. */
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    private static final String CLOSE_LIMIT = "akka.cluster.sharding.handoff-timeout";

    private static final Duration ROUND_EVERY = Duration.ofSeconds(1);

    /** Seats asked for in one round, a quarter of what a region keeps while its coordinator is away. */
    private static final int ROUND_MAX = 1_024;

    private final String domain;
    private final int partitions;
    private final Election.Candidate candidate;
    private final TimerScheduler<Command> timers;
    private final Cluster cluster;
    private final SpreadAllocation allocation;
    private final Cancellable leaving;
    private final Set<Integer> here = new TreeSet<>();
    private final Set<Integer> elected = new TreeSet<>();
    private akka.actor.@Nullable ActorRef region;
    private boolean isOpening;
    private boolean closing;
    private int next;

    private Standing(
            ActorContext<Command> context,
            TimerScheduler<Command> timers,
            String domain,
            int partitions,
            Election.Candidate candidate,
            int movesMax) {
        super(context);
        this.domain = domain;
        this.partitions = partitions;
        this.candidate = candidate;
        this.timers = timers;
        var system = context.getSystem();
        this.cluster = Cluster.get(system);
        this.allocation =
                new SpreadAllocation(cluster, Adapter.toClassic(system).deadLetters(), movesMax);
        this.leaving = CoordinatedShutdown.get(system)
                .addCancellableTask(CoordinatedShutdown.PhaseBeforeClusterShutdown(), "election-" + domain, () -> {
                    context.getSelf().tell(Order.CLOSE);
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
        timers.startTimerWithFixedDelay(Order.ROUND, ROUND_EVERY);
        open();
    }

    static Behavior<Command> create(String domain, int partitions, Election.Candidate candidate, int movesMax) {
        return Behaviors.setup(context ->
                Behaviors.withTimers(timers -> new Standing(context, timers, domain, partitions, candidate, movesMax)));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(Opened.class, this::onOpened)
                .onMessage(Begun.class, this::onBegun)
                .onMessage(Asked.class, this::onAsked)
                .onMessage(Ended.class, this::onEnded)
                .onMessageEquals(Order.ROUND, this::onRound)
                .onMessageEquals(Order.CLOSE, this::onClose)
                .onMessageEquals(Order.CLOSE_NOW, this::onCloseNow)
                .onMessageEquals(Order.CLOSED, Behaviors::stopped)
                .onSignal(Terminated.class, gone -> onRegionEnded())
                .onSignal(PostStop.class, stop -> onStopped())
                .build();
    }

    private Behavior<Command> onOpened(Opened opened) {
        isOpening = false;
        region = opened.region();
        Adapter.watch(getContext(), opened.region());
        if (closing) {
            Region.close(opened.region());
        }
        return onRound();
    }

    /** A region that has ended without being told to is opened again, unless the whole node is on its way out. */
    private Behavior<Command> onRound() {
        if (closing) {
            return this;
        }
        if (region == null) {
            if (!isOpening && cluster.selfMember().status().equals(MemberStatus.up())) {
                open();
            }
            return this;
        }
        for (var asked = 0; asked < Math.min(partitions, ROUND_MAX); asked++) {
            if (!here.contains(next)) {
                Region.begin(region, next);
            }
            next = (next + 1) % partitions;
        }
        return this;
    }

    private void open() {
        isOpening = true;
        new Region(getContext().getSystem(), domain, getContext().getSelf(), allocation)
                .open(Adapter.toClassic(getContext()
                        .messageAdapter(
                                ClusterShardingGuardian.Started.class, opened -> new Opened(opened.shardRegion()))));
    }

    private Behavior<Command> onBegun(Begun begun) {
        here.add(begun.partition());
        if (begun.partition() >= partitions) {
            LOG.error(
                    "{}: partition {} was given to this node, which counts {}; all nodes must count the same",
                    domain,
                    begun.partition(),
                    partitions);
            return this;
        }
        elected.add(begun.partition());
        try {
            candidate.elected(begun.partition());
        } catch (RuntimeException thrown) {
            LOG.error("{}: who stands for it threw when told of partition {}", domain, begun.partition(), thrown);
        }
        return this;
    }

    private Behavior<Command> onAsked(Asked asked) {
        return resign(asked.partition(), () -> asked.seat().tell(PartitionSeat.Word.LET_GO));
    }

    private Behavior<Command> onEnded(Ended ended) {
        here.remove(ended.partition());
        return resign(ended.partition(), () -> {});
    }

    private Behavior<Command> resign(int partition, Runnable done) {
        if (!elected.remove(partition)) {
            done.run();
            return this;
        }
        try {
            candidate.resigned(partition, done);
        } catch (RuntimeException thrown) {
            LOG.error("{}: who stands for it threw when partition {} was taken", domain, partition, thrown);
            done.run();
        }
        return this;
    }

    private Behavior<Command> onClose() {
        if (closing) {
            return this;
        }
        closing = true;
        timers.startSingleTimer(
                Order.CLOSE_NOW, getContext().getSystem().settings().config().getDuration(CLOSE_LIMIT));
        if (region != null) {
            Region.close(region);
            return this;
        }
        return isOpening ? this : Behaviors.stopped();
    }

    private Behavior<Command> onCloseNow() {
        if (region == null) {
            return Behaviors.stopped();
        }
        LOG.warn("{}: not everything was handed off within {}; the rest is dropped", domain, CLOSE_LIMIT);
        Region.end(region);
        return this;
    }

    private Behavior<Command> onRegionEnded() {
        region = null;
        if (closing) {
            getContext().getSelf().tell(Order.CLOSED);
        }
        return this;
    }

    private Behavior<Command> onStopped() {
        leaving.cancel();
        List.copyOf(elected).forEach(partition -> resign(partition, () -> {}));
        return this;
    }
}
