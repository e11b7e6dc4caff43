package multikernel.domain;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CountReading;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.Event;
import multikernel.base.GroupReading;
import multikernel.base.MemberReading;
import multikernel.base.NodeReading;
import multikernel.base.NodeView;
import multikernel.base.Outcome;
import multikernel.domain.shard.ShardSpec;
import multikernel.domain.shard.Sharded;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Drain;
import multikernel.runtime.Interconnect;
import multikernel.runtime.NodeBoard;
import multikernel.runtime.NodeCommand;
import multikernel.runtime.OpenGroups;
import multikernel.runtime.ReplicatedSpec;
import multikernel.runtime.TraceDesk;
import multikernel.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * A running node. Booting returns once every core has joined and every configured domain has started; closing drains,
 * then ends every core.
 */
public final class Multikernel implements Kernel, AutoCloseable {

    private final BootedNode node;
    private final NodeBoard board;
    private final Map<String, Kind> kinds;
    private final Guardian guardian;
    private final Spawning spawning;
    private final NodeMemory memory;
    private final Programs programs;
    private final Orders orders;
    private final ShardedDomains sharded;
    private final MemoryDesk desk;
    private final NodeKnowledge knowledge;
    private final Outlook outlook;
    private Joining.@Nullable Seat seat;

    private Multikernel(BootedNode node) {
        this.node = node;
        this.kinds = Kinds.of(node.setup());
        var check = new SpawnCheck(kinds, node.setup().cores());
        this.guardian = new Guardian(node.system());
        this.spawning = new Spawning(node, guardian);
        this.programs = new Programs(node, spawning);
        this.orders = new Orders(node, guardian, check);
        this.sharded = new ShardedDomains(node, orders, spawning, check);
        this.board = node.setup().board();
        this.outlook = Outlook.of(node, System.currentTimeMillis());
        this.memory = new NodeMemory(node, guardian);
        this.desk = memory.desk();
        this.knowledge = NodeKnowledge.of(node, this);
    }

    /**
     * Boots a node.
     *
     * @param config resolved, see {@link Settings#load}
     * @throws BootFailure with one line, if it cannot run; nothing of it is left then
     */
    public static Multikernel boot(Config config) {
        var kernel = new Multikernel(BootedNode.start(Settings.of(config)));
        try {
            kernel.start();
            return kernel;
        } catch (RuntimeException failure) {
            kernel.close();
            throw failure;
        }
    }

    private void start() {
        guardian.await(guardian.ask(NodeCommand.Boot::new, settings().startTimeoutMillis()));
        if (settings().cluster().enabled()) {
            seat = Joining.found().join(node.system(), settings(), new Starts(data()));
            List.of(seat.gateway(), memory.far(desk), sharded.kind(), knowledge.kind(), new WideGroups(node).kind())
                    .forEach(spawning::own);
            node.system().tell(new NodeCommand.ElectBy(seat.election()));
        }
        settings().domains().forEach(plan -> orders.start(plan, spawning));
        node.system().tell(NodeCommand.Started.NOW);
    }

    /**
     * Spawns a domain whose dispatchers are made by this program. Each message is looked at when it arrives, and does
     * not arrive if its class can change and {@code multikernel.messages} is strict.
     *
     * @param create called once for each core, and again after each restart, on that core's thread
     * @throws BootFailure if it is refused
     */
    public <M> Domain<M> spawn(String name, Supplier<Behavior<M>> create, Cores cores) {
        return programs.looking(name, create, cores);
    }

    /**
     * The same for a protocol that is looked at here, once and for all.
     *
     * @param protocol what every message is an instance of
     * @throws BootFailure if it is refused, as a protocol that can change is if {@code multikernel.messages} is strict
     */
    public <M> Domain<M> spawn(String name, Class<M> protocol, Supplier<Behavior<M>> create, Cores cores) {
        return spawn(name, protocol, context -> create.get(), cores);
    }

    /** The same for dispatchers that use what their core has for them: capabilities, channels, sockets. */
    public <M> Domain<M> spawn(
            String name, Class<M> protocol, Function<DispatcherContext, Behavior<M>> create, Cores cores) {
        return spawn(name, protocol, List.of(), create, cores);
    }

    /** The same for dispatchers that share replicated objects. */
    public <M> Domain<M> spawn(
            String name,
            Class<M> protocol,
            List<ReplicatedSpec<?, ?>> replicated,
            Function<DispatcherContext, Behavior<M>> create,
            Cores cores) {
        return programs.of(name, protocol, replicated, create, cores);
    }

    /** The same for a domain whose group is over several nodes; it is refused as one is whose messages cannot leave. */
    public <M> Domain<M> spawn(String name, WideSpec<M> wide, Cores cores) {
        return programs.wide(name, wide, cores);
    }

    /**
     * Spawns a domain that is split into partitions; in a cluster every node spawns it, with the same specification.
     *
     * @param cores all of the node's in a cluster
     * @throws BootFailure if it is refused
     */
    public <C, R> Sharded<C, R> spawn(String name, ShardSpec<C, R> shards, Cores cores) {
        return programs.split(name, shards, cores);
    }

    @Override
    public CompletionStage<Outcome> spawn(DomainSpec domain) {
        return sharded.takes(domain) ? sharded.spawn(domain) : orders.spawn(domain, spawning);
    }

    @Override
    public CompletionStage<Outcome> kill(String domain) {
        return sharded.takes(domain) ? sharded.kill(domain) : orders.kill(domain);
    }

    @Override
    public CompletionStage<Outcome> span(String domain, List<CoreId> cores) {
        return orders.span(domain, cores);
    }

    @Override
    public CompletionStage<Optional<Outcome.Refused>> offline(CoreId core) {
        return orders.offline(core);
    }

    @Override
    public CompletionStage<Optional<Outcome.Refused>> online(CoreId core) {
        return orders.online(core);
    }

    @Override
    public MemoryDesk memory() {
        return desk;
    }

    @Override
    public TraceDesk traces() {
        return board.traces();
    }

    @Override
    public KnowledgeDesk knowledge() {
        return knowledge;
    }

    @Override
    public NodeReading status() {
        return board.node();
    }

    @Override
    public List<CoreReading> cores() {
        return board.cores();
    }

    @Override
    public List<ChannelReading> channels() {
        return Interconnect.of(node.system()).channels();
    }

    @Override
    public List<GroupReading> groups() {
        return OpenGroups.readings(node.system());
    }

    @Override
    public List<DomainReading> domains() {
        return outlook.domains();
    }

    @Override
    public List<Kind> kinds() {
        return List.copyOf(kinds.values());
    }

    @Override
    public CountReading counts() {
        return board.counts();
    }

    @Override
    public List<MemberReading> nodes() {
        return outlook.nodes();
    }

    /** The members of the cluster as this node knows them; {@link NodeView#NONE} where there is none. */
    public NodeView view() {
        return board.nodeView();
    }

    @Override
    public String unreadyReason() {
        return outlook.unreadyReason();
    }

    @Override
    public AutoCloseable onEvent(Consumer<Event> listener) {
        board.subscribe(listener);
        return () -> board.unsubscribe(listener);
    }

    /** Where the dispatchers of domains listen, by domain. */
    public Map<String, InetSocketAddress> listening() {
        return board.listening();
    }

    public ActorSystem<NodeCommand> system() {
        return node.system();
    }

    public Settings settings() {
        return node.setup().settings();
    }

    /** Where this node keeps what outlives it. */
    public Path data() {
        return node.setup().data();
    }

    /** Where metrics can be scraped; empty if they are off. */
    public OptionalInt metricsPort() {
        return node.metricsPort();
    }

    /** Where remoting listens; empty where there is no cluster. */
    public Optional<InetSocketAddress> clusterAddress() {
        return outlook.clusterAddress();
    }

    /** Done with the reason when the other nodes have removed this one without its asking: it must end at once. */
    public CompletionStage<String> removed() {
        return seat == null ? new CompletableFuture<>() : seat.removed();
    }

    /** Drains, leaves the others, ends every core, and waits within the limits; a second call does nothing. */
    @Override
    public void close() {
        if (!node.system().whenTerminated().isCompleted()) {
            guardian.get(guardian.ask(NodeCommand.DrainNode::new, settings().drainTimeoutMillis())
                    .exceptionally(late -> Drain.Drained.DRAINED));
            if (seat != null) {
                seat.leave();
            }
            node.end();
        }
    }
}
