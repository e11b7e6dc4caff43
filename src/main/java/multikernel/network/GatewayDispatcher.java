package multikernel.network;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import multikernel.base.LinkAddress;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.base.Refusal;
import multikernel.link.ChannelName;
import multikernel.link.Farewell;
import multikernel.link.NodeName;
import multikernel.metrics.LinkTally;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Gateway;
import multikernel.runtime.Members;
import multikernel.settings.Settings;
import multikernel.trace.Recorder;
import multikernel.urpc.Channel.Ending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher that carries channels to other nodes: links to those that the view admits, fences against the rest.
 */
final class GatewayDispatcher extends AbstractBehavior<GatewayDispatcher.Message> implements Gateway, PeerWatcher {

    /** What it is told. */
    sealed interface Message {}

    record Changed(Members members) implements Message {}

    enum Tick implements Message {
        NOW
    }

    private static final Logger LOG = LoggerFactory.getLogger("multikernel.network");

    /** Of the number that a link knows this node by: the starts of its gateway, below those of the node. */
    private static final int START_BITS = 20;

    private static final long TICK_PARTS = 8;

    private final DispatcherContext context;
    private final Settings settings;
    private final String cluster;
    private final Consumer<InetSocketAddress> listening;
    private final Map<String, LinkAddress> known = new HashMap<>();
    private NodeView view = NodeView.NONE;
    private @Nullable Peers peers;
    private @Nullable Site site;

    private GatewayDispatcher(
            ActorContext<Message> actor,
            TimerScheduler<Message> timers,
            DispatcherContext context,
            Settings settings,
            String cluster,
            Consumer<InetSocketAddress> listening) {
        super(actor);
        this.context = context;
        this.settings = settings;
        this.cluster = cluster;
        this.listening = listening;
        context.willListen();
        context.follow(actor.messageAdapter(Members.class, Changed::new));
        timers.startTimerWithFixedDelay(
                Tick.NOW,
                Duration.ofMillis(Math.max(1, settings.network().link().aliveMillis() / TICK_PARTS)));
    }

    static Behavior<Message> create(
            DispatcherContext context, Settings settings, String cluster, Consumer<InetSocketAddress> listening) {
        return Behaviors.setup(actor -> Behaviors.withTimers(
                timers -> new GatewayDispatcher(actor, timers, context, settings, cluster, listening)));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessage(Changed.class, changed -> on(changed.members()))
                .onMessage(Tick.class, tick -> tick())
                .onSignal(PostStop.class, stop -> end())
                .onSignal(PreRestart.class, restart -> end())
                .build();
    }

    private Behavior<Message> tick() {
        if (peers != null) {
            peers.tick();
            peers.flush();
        }
        return this;
    }

    private Behavior<Message> on(Members members) {
        var self = members.view().member(context.node());
        if (peers == null && self.isPresent()) {
            begin(self.get());
        }
        if (peers != null) {
            fenceWhoLeft(peers, members.view());
            members.links().stream()
                    .filter(link -> members.view().admits(link.node(), link.incarnation()))
                    .forEach(link -> reach(peers, link));
        }
        view = members.view();
        return this;
    }

    private void begin(NodeMember self) {
        var address = new InetSocketAddress(
                settings.cluster().host(), settings.network().port());
        var limits = settings.network().link();
        try {
            var entered = context.carry(this, new Limits(limits.messageBytesMax(), limits.window()));
            site = entered;
            var made = Peers.listen(
                    SocketLoop.of(context),
                    new NodeName(cluster, self.name(), number(self.incarnation(), entered.start())),
                    address,
                    limits.limits(),
                    LinkTls.of(settings.network().tls()).orElse(null),
                    Locality.of(settings.network().sharedMemory()),
                    this,
                    entered::asked);
            peers = made;
            context.onFence(made::fence);
            context.listening(made.address());
            var announced = settings.network().announcedPort();
            listening.accept(
                    announced == 0
                            ? made.address()
                            : new InetSocketAddress(made.address().getAddress(), announced));
        } catch (LinkRefused refused) {
            context.unable("multikernel.network.port = " + settings.network().port() + ": no links at " + address + " ("
                    + refused.getMessage() + "): choose another port, or correct multikernel.network.tls");
        }
    }

    private static long number(long incarnation, long start) {
        return incarnation << START_BITS | start;
    }

    /** Nothing that a start which is no member any more says is believed, on this tier too. */
    private void fenceWhoLeft(Peers to, NodeView now) {
        for (var before : view.members()) {
            if (!before.name().equals(context.node()) && !now.members().contains(before)) {
                to.fence(before.name(), number(before.incarnation() + 1L, 0) - 1);
                to.forget(before.name());
                known.remove(before.name());
            }
        }
    }

    /** A gateway that started again listens elsewhere, under a higher number. */
    private void reach(Peers to, LinkAddress link) {
        if (!link.equals(known.put(link.node(), link))) {
            to.move(link.node(), new InetSocketAddress(link.host(), link.port()));
        }
    }

    private Behavior<Message> end() {
        if (site != null) {
            site.end();
        }
        if (peers != null) {
            peers.close();
        }
        return this;
    }

    @Override
    public void open(String node, ChannelName name, long fingerprint, Sender sender) {
        if (peers == null) {
            sender.refused(Refusal.NO_TIER, "the gateway has ended");
        } else {
            peers.open(node, name, fingerprint, sender);
        }
    }

    @Override
    public void began(String peer, long number) {
        LOG.info("linked with {}", peer);
    }

    @Override
    public void ended(String peer, long number, Ending why) {
        LOG.info("link with {} is over: {}", peer, why);
    }

    @Override
    public void silent(String peer, boolean now) {
        LOG.info("{} is {}", peer, now ? "silent" : "heard again");
    }

    @Override
    public LinkTally counts(String peer) {
        var tally = new LinkTally(peer);
        context.counts(tally);
        return tally;
    }

    @Override
    public Recorder recorder() {
        return context.recorder();
    }

    @Override
    public void refused(String peer, Farewell why) {
        LOG.debug("{} is refused: {}", peer, why);
    }
}
