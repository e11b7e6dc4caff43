package multikernel.network.cluster;

import akka.Done;
import akka.actor.Address;
import akka.actor.AddressFromURIString;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import multikernel.domain.BootFailure;
import multikernel.domain.Joining;
import multikernel.domain.Kind;
import multikernel.domain.Starts;
import multikernel.monitor.NodeRoster.Effect.Withdraw;
import multikernel.network.GatewayKind;
import multikernel.network.election.Elections;
import multikernel.runtime.Election;
import multikernel.runtime.NodeCommand;
import multikernel.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Joins Akka's cluster by its seeds. */
public final class ClusterJoining implements Joining {

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    private static final String GONE =
            "the other nodes have removed this one (it was stopped, cut off or too slow to be"
                    + " heard); start it again, and it joins under its next incarnation";

    /** Why a cluster shuts down that was told to. */
    private static final class Left implements CoordinatedShutdown.Reason {}

    @Override
    public Joining.Seat join(ActorSystem<NodeCommand> system, Settings settings, Starts starts) {
        var entry =
                new Membership.Entry(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
        var membership = system.systemActorOf(
                Membership.create(system, settings.cluster().namesMax(), entry),
                Membership.NAME,
                DispatcherSelector.fromConfig(Settings.CLUSTER_DISPATCHER));
        var cluster = Cluster.get(system);
        var seeds = seeds(settings, system);
        cluster.manager()
                .tell(new JoinSeedNodes(CollectionConverters.asScala(
                                seeds.isEmpty() ? List.of(cluster.selfMember().address()) : seeds)
                        .toSeq()));
        var gateway = new GatewayKind(settings, system.name(), at -> membership.tell(new Membership.Listening(at)));
        var seat = new Sitting(
                system,
                entry,
                settings.cluster().leaveTimeoutMillis(),
                Elections.start(system, settings.cluster().movesMax()),
                gateway);
        try {
            await(entry, settings, starts);
            return seat;
        } catch (BootFailure refused) {
            seat.leave();
            throw refused;
        }
    }

    private static List<Address> seeds(Settings settings, ActorSystem<?> system) {
        return settings.cluster().seeds().stream()
                .map(seed ->
                        AddressFromURIString.parse(system.address().protocol() + "://" + system.name() + "@" + seed))
                .toList();
    }

    private static void await(Membership.Entry entry, Settings settings, Starts starts) {
        try {
            CompletableFuture.anyOf(entry.up(), entry.withdrawn(), entry.over())
                    .get(settings.startTimeoutMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException nobody) {
            throw new BootFailure("multikernel.cluster.seeds = "
                    + settings.cluster().seeds() + ": none of them let "
                    + settings.node() + " in within multikernel.start-timeout = " + settings.startTimeoutMillis()
                    + " ms; start the first one, or correct the list");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BootFailure("interrupted while joining");
        }
        if (entry.withdrawn().isDone()) {
            throw refused(entry.withdrawn().join(), settings, starts);
        }
        if (entry.over().isDone()) {
            throw new BootFailure(GONE);
        }
    }

    private static BootFailure refused(Withdraw withdrawn, Settings settings, Starts starts) {
        return new BootFailure("multikernel.node = " + settings.node() + ": "
                + switch (withdrawn.reason()) {
                    case NAME_TAKEN ->
                        "the node at " + withdrawn.detail() + " has this name; choose another, each node has its own";
                    case OLD_INCARNATION -> raised(Integer.parseInt(withdrawn.detail()), starts);
                    case NO_ELDER -> "all nodes that were there before it have gone while it joined; start it again";
                    case TOO_MANY_NAMES ->
                        "multikernel.cluster.names-max = " + withdrawn.detail()
                                + " names were taken in before; take one of" + " those, or raise it on every node";
                });
    }

    /** A data directory that was lost or belongs to an older machine. */
    private static String raised(int seen, Starts starts) {
        try {
            starts.atLeast(seen);
            return "the others know of its start " + seen + ", which this data directory did not; it does now, start"
                    + " the node again";
        } catch (IOException unwritten) {
            return "the others know of its start " + seen + "; write that number into the file incarnation of its data"
                    + " directory";
        }
    }

    /** While the node is a member. */
    private record Sitting(
            ActorSystem<NodeCommand> system,
            Membership.Entry entry,
            long leaveTimeoutMillis,
            Election election,
            Kind gateway)
            implements Joining.Seat {

        @Override
        public void leave() {
            CompletionStage<Done> left = CoordinatedShutdown.get(system).runAll(new Left());
            try {
                left.toCompletableFuture().get(leaveTimeoutMillis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException late) {
                LOG.warn("not left within multikernel.cluster.leave-timeout = {} ms", leaveTimeoutMillis);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public CompletionStage<String> removed() {
            var gone = new CompletableFuture<String>();
            entry.over().thenRun(() -> {
                var reason = CoordinatedShutdown.get(system).getShutdownReason();
                if (reason.filter(Left.class::isInstance).isEmpty()) {
                    gone.complete(GONE);
                }
            });
            return gone;
        }
    }
}
