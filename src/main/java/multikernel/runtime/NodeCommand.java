package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.Beginning;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Outcome;
import multikernel.base.Pinning;
import multikernel.metrics.DispatcherTally;
import org.jspecify.annotations.Nullable;

/** Everything that may be said to the guardian of a node. */
public sealed interface NodeCommand {

    /** Starts every core; answers once all have joined, or with the reason why the node cannot run. */
    record Boot(ActorRef<BootReply> replyTo) implements NodeCommand {}

    /** @param failure empty when all went well */
    record BootReply(String failure) {}

    /** About the table of domains; a change is answered once every core knows it, or with the reason why not. */
    sealed interface OfTable extends NodeCommand {}

    record Spawn(DomainSpec domain, ActorRef<Outcome> replyTo) implements OfTable {}

    record Kill(String domain, ActorRef<Outcome> replyTo) implements OfTable {}

    /** The domain is to be on these cores too. */
    record Span(String domain, List<CoreId> cores, ActorRef<Outcome> replyTo) implements OfTable {

        public Span {
            cores = List.copyOf(cores);
        }
    }

    /** Answers once every dispatcher of the domain has started, or with the reason why one of them cannot. */
    record AwaitDomain(String domain, ActorRef<BootReply> replyTo) implements OfTable {}

    /** Answers once no dispatcher of the domain is left. */
    record AwaitEnd(String domain, ActorRef<BootReply> replyTo) implements OfTable {}

    /** Refuses new operations and drains every dispatcher; answers when all are done or the time is over. */
    record DrainNode(ActorRef<Drain.Drained> replyTo) implements NodeCommand {}

    record CoreStarted(
            CoreId core, int incarnation, ActorRef<CpuDriver.Command> cpuDriver, ActorRef<Monitor.Command> monitor)
            implements NodeCommand {}

    /** Where the core's thread runs; said by that thread before anything else. */
    record Placed(CoreId core, int incarnation, Pinning pinned) implements NodeCommand {}

    record CoreJoined(CoreId core, int incarnation) implements NodeCommand {}

    /** The last word of a core's thread. */
    record LoopEnded(CoreId core, int incarnation, @Nullable Throwable cause) implements NodeCommand {}

    record CoreBuried(CoreId core, int incarnation) implements NodeCommand {}

    /** @param post of a domain whose dispatchers can be sent to together */
    record DispatcherStarted(
            String domain, CoreId core, int incarnation, ActorRef<?> dispatcher, Optional<ActorRef<Object>> post)
            implements NodeCommand {}

    record DispatcherRestarted(String domain, CoreId core) implements NodeCommand {}

    /** @param thrown what ended it; empty if it was told to end, or did by itself */
    record DispatcherEnded(String domain, CoreId core, int incarnation, String thrown) implements NodeCommand {}

    record OnFence(CoreId core, int incarnation, Runnable close) implements NodeCommand {}

    record WillListen(String domain, CoreId core) implements NodeCommand {}

    record Listening(String domain, CoreId core, InetSocketAddress address) implements NodeCommand {}

    record Unable(String domain, CoreId core, String reason) implements NodeCommand {}

    /** What this core's replica of the table of domains holds now. */
    record TableChanged(CoreId core, int incarnation, List<DomainSpec> rows) implements NodeCommand {

        public TableChanged {
            rows = List.copyOf(rows);
        }
    }

    /** The end of an operation that {@link Monitor.Submit} began. */
    record Answered(long ticket, Outcome outcome) implements NodeCommand {}

    /**
     * Something for a core that is a member to do with its capabilities.
     *
     * @param incarnation of the core that is meant, 0 for the present one
     */
    record DoWork(CoreId core, int incarnation, CapabilityWork work, ActorRef<CapabilityReply> replyTo)
            implements NodeCommand {}

    record Worked(long ticket, CapabilityReply reply) implements NodeCommand {}

    /** A dispatcher does its work in part only; empty: whole again. */
    record Degraded(String domain, CoreId core, String reason) implements NodeCommand {}

    /** A dispatcher counts in this for the node's metrics. */
    record Counts(String domain, CoreId core, DispatcherTally tally) implements NodeCommand {}

    record Rejected(CoreId from, CoreId by, String reason) implements NodeCommand {}

    /** What was for an actor and did not reach it. */
    record Lost(Dropped dropped) implements NodeCommand {}

    /** A behaviour that keeps its core. */
    record CoreStalled(Stalled stalled) implements NodeCommand {}

    /** The collector kept all cores. */
    record CoresPaused(Paused paused) implements NodeCommand {}

    /** About cores that are taken off and brought back. */
    sealed interface OfDeparture extends NodeCommand {}

    /** Answered once the core is on its way, or with the reason why it stays. */
    record TakeOff(CoreId core, ActorRef<Ordered> replyTo) implements OfDeparture {}

    /** Answered once the core is to start, or with the reason why not. */
    record BringOn(CoreId core, ActorRef<Ordered> replyTo) implements OfDeparture {}

    /** @param refused empty if it is done, or will be */
    record Ordered(Optional<Outcome.Refused> refused) {}

    /** @param needs why the core cannot leave, of what it holds itself; empty if it can */
    record Holds(CoreId core, int incarnation, String needs) implements OfDeparture {}

    /** No dispatcher lives on the core any more. */
    record Emptied(CoreId core, int incarnation) implements OfDeparture {}

    /** The core holds nothing any more and has nothing under way. */
    record Released(CoreId core, int incarnation) implements OfDeparture {}

    /** About other nodes, and what they and this one do together. */
    sealed interface OfCluster extends NodeCommand {}

    /** The nodes of the cluster as they are seen now. */
    record NodesChanged(Members members) implements OfCluster {}

    /** The nodes have agreed on where domains begin that each has by itself; whatever is not in there, not. */
    record Agreed(Map<String, Beginning> beginnings) implements OfCluster {

        public Agreed {
            beginnings = Map.copyOf(beginnings);
        }
    }

    /** From now on this says which node should own which partition. */
    record ElectBy(Election election) implements OfCluster {}

    /**
     * A dispatcher of a sharded domain.
     *
     * @param place of its core among those of the domain
     */
    record Stand(String domain, int partitions, int place, int cores, ActorRef<Elected> dispatcher)
            implements OfCluster {}

    record WasElected(String domain, int partition) implements OfCluster {}

    record IsToResign(String domain, int partition, Runnable done) implements OfCluster {}

    record Resigned(long ticket) implements OfCluster {}

    record StandingOver(String domain) implements OfCluster {}

    /** Tells this one of the nodes of the cluster, now and at each change, until it stops. */
    record Follow(ActorRef<Members> follower) implements OfCluster {}

    /** Whoever followed, or stood, or both, for an actor is told under one name whatever it asked for. */
    record ListenerEnded(ActorRef<?> listener) implements OfCluster {}

    /** Something to publish as an event. */
    record Say(String topic, String text) implements NodeCommand {}

    /** The domains of the configuration are up: whoever waits for an answer from now on is a user. */
    enum Started implements NodeCommand {
        NOW
    }

    /** Look at every core's liveness. */
    enum Watch implements NodeCommand {
        NOW
    }

    /** Take readings for metrics and the API. */
    enum Sample implements NodeCommand {
        NOW
    }

    /** Cores that have not started by now will not. */
    enum BootTimeout implements NodeCommand {
        NOW
    }
}
