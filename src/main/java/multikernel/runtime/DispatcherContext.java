package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import multikernel.base.CoreId;
import multikernel.base.Spawned;
import multikernel.metrics.DispatcherTally;
import multikernel.metrics.RequestTally;
import multikernel.trace.Recorder;
import multikernel.urpc.Channel;

/**
 * What a dispatcher may ask of the core that it lives on; used on that core's thread only, {@code onFence}'s action
 * excepted.
 */
public interface DispatcherContext {

    String domain();

    CoreId core();

    /**
     * Counts the dispatchers that the domain has had on this core since the node started, this one too. Some numbers
     * are left out where the one before may still run, on an incarnation of the core that is fenced.
     */
    long start();

    /** Which domain of its name this is; those before it do not count in {@link #start}. */
    Spawned spawned();

    /** All cores of the domain, ascending. */
    List<CoreId> cores();

    /** Over how many shards the domain is split; 0: it is one dispatcher on each of its cores. */
    int shards();

    /** Every setting of the kind, defaults filled in. */
    Map<String, String> settings();

    /** The node's data directory; it exists. */
    Path data();

    /** The address that every listener of this node binds to. */
    String host();

    /** The name of this node. */
    String node();

    /** Tells the subscriber of the dispatchers of a domain, now and at each change, until it stops. */
    void bind(String domain, ActorRef<Bindings> subscriber);

    /**
     * From now on whoever knows this dispatcher's domain and core can connect to it; ends with the dispatcher. What is
     * received runs on this core's thread, between actors: what it throws ends the channel, and it may not use an
     * actor's context.
     */
    <M> void export(MessageInterface<M> messages, Acceptor<M> acceptor);

    /**
     * A channel to the dispatcher of a domain on a core, over the first tier that can carry it; it ends with this
     * dispatcher. The stage is completed on this core's thread, or fails with {@link ChannelRefused}.
     */
    <M> CompletionStage<Channel<M>> connect(String domain, CoreId core, MessageInterface<M> messages);

    /**
     * A channel to the dispatcher of a domain on a core of another node, by its gateway; the same otherwise. A session
     * of two nodes that ends, ends it; whoever still wants one connects again.
     *
     * @param node another's name
     */
    <M> CompletionStage<Channel<M>> connect(String node, String domain, CoreId core, MessageInterface<M> messages);

    /**
     * Where this dispatcher waits for the others of its domain: barriers, gathering and reducing. Of domains that a
     * program spawned.
     */
    RoundDesk rounds();

    /** Tells the follower of the nodes of the cluster, now and at each change, until it stops. */
    void follow(ActorRef<Members> follower);

    /**
     * From now on the dispatcher is told for which of its partitions the node is elected; nothing without a cluster.
     */
    void stand(ActorRef<Elected> dispatcher);

    /** It has let go of a partition. */
    void resigned(long ticket);

    /** From now on channels to other nodes go through this dispatcher's core and the gateway. */
    Gateway.Site carry(Gateway gateway, Gateway.Limits limits);

    /**
     * This core's replica of an object that the domain's kind declares; it holds the state before the first dispatcher
     * starts here, and outlives its restarts.
     *
     * @throws java.util.NoSuchElementException if the kind does not declare it
     */
    <S, C> Replicated<S, C> replicated(ReplicatedSpec<S, C> spec);

    /** Of the domain on this core; they end with the dispatcher, and when it is restarted. */
    Capabilities capabilities();

    /** From now on the core's loop polls this source of input, and sleeps in it. */
    void attach(Poller poller);

    /** The source that the core has: it takes no second, so who has more input of the same kind brings it in there. */
    Optional<Poller> poller();

    void detach(Poller poller);

    /**
     * Runs once if this core is fenced or fails, so that what it holds open outside the process (a listening socket)
     * does not outlive its incarnation. Runs on a host thread while the core's own thread may stand anywhere.
     */
    void onFence(Runnable close);

    /** Before the domain or node ends, {@code drainer} is asked to finish what it has begun, within a time limit. */
    void onDrain(ActorRef<Drain> drainer);

    /**
     * Says while starting that this dispatcher will be up only once it has said {@link #listening} or {@link #unable};
     * whoever waits for its domain waits for that.
     */
    void willListen();

    /** For a dispatcher that answers requests from outside: counts them, for the metrics of its domain. */
    default RequestTally serves() {
        var tally = new RequestTally(domain());
        counts(tally);
        return tally;
    }

    /** From now on the node's metrics show what is counted in this; until its dispatcher ends, or it is over. */
    void counts(DispatcherTally tally);

    /** Writes down what this core does, for a trace. */
    Recorder recorder();

    /** Says where this dispatcher listens; shown on the {@code ready} line under the domain's name. */
    void listening(InetSocketAddress address);

    /**
     * Says in one line why this dispatcher does its work in part only, or "" once it does all of it again; until then
     * its domain counts as degraded. It is sound when it starts.
     */
    void degraded(String reason);

    /** Says in one line why this dispatcher cannot do its work at all; at start this ends the node with that line. */
    void unable(String reason);
}
