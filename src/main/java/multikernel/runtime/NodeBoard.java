package multikernel.runtime;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CountReading;
import multikernel.base.DomainSpec;
import multikernel.base.Event;
import multikernel.base.MemberReading;
import multikernel.base.NodeDistance;
import multikernel.base.NodeReading;
import multikernel.base.NodeView;
import multikernel.base.View;
import multikernel.shard.ShardHost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the guardian has pinned up for threads outside of the cores to read without asking: immutable values, replaced
 * whole. Written by the guardian alone; no core reads or writes it.
 */
public final class NodeBoard {

    private static final Logger LOG = LoggerFactory.getLogger("multikernel");

    private volatile View view = View.EMPTY;
    private volatile List<CoreReading> cores = List.of();
    private volatile NodeReading node = new NodeReading("", "", 0, 0, 0, 0, 0, 0);
    private volatile List<MemberReading> nodes = List.of();
    private volatile NodeView nodeView = NodeView.NONE;
    private volatile List<DomainSpec> rows = List.of();
    private volatile Set<String> degraded = Set.of();
    private volatile Counted counted = Counted.NOTHING;
    private volatile @Nullable TraceKeeper traces;
    private volatile Map<String, Map<CoreId, String>> exits = Map.of();
    private final Map<String, Bindings> bindings = new ConcurrentHashMap<>();
    private final Map<String, InetSocketAddress> listening = new ConcurrentHashMap<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    public View view() {
        return view;
    }

    public NodeReading node() {
        return node;
    }

    public List<CoreReading> cores() {
        return cores;
    }

    /** The nodes of the cluster; empty where there is none. */
    public List<MemberReading> nodes() {
        return nodes;
    }

    public NodeView nodeView() {
        return nodeView;
    }

    /** The table of domains as the core that acts for the node last said it. */
    public List<DomainSpec> rows() {
        return rows;
    }

    /** What cores and dispatchers have counted up to now. */
    public CountReading counts() {
        return counted.reading(names(), System.nanoTime());
    }

    /** How far the nodes are that this one has links to. */
    public List<NodeDistance> distances() {
        return counted.distances();
    }

    private Map<Long, String> names() {
        return Stream.concat(Stream.of(node.node()), nodes.stream().map(MemberReading::name))
                .distinct()
                .collect(Collectors.toMap(ShardHost::numberOf, name -> name));
    }

    /** Domains of which a dispatcher does its work in part only. */
    public Set<String> degraded() {
        return degraded;
    }

    /** Who records what the cores do; there once the node has booted. */
    public TraceKeeper traces() {
        return Objects.requireNonNull(traces, "a node that has booted");
    }

    /** What a domain's dispatchers that are there no more have thrown, by core. */
    public Map<CoreId, String> exits(String domain) {
        return exits.getOrDefault(domain, Map.of());
    }

    public Bindings bindings(String domain) {
        return bindings.getOrDefault(domain, new Bindings(domain, Map.of()));
    }

    /** Where dispatchers listen, by domain. */
    public Map<String, InetSocketAddress> listening() {
        return new TreeMap<>(listening);
    }

    public void subscribe(Consumer<Event> listener) {
        listeners.add(listener);
    }

    public void unsubscribe(Consumer<Event> listener) {
        listeners.remove(listener);
    }

    void readings(View view, List<CoreReading> cores, NodeReading node) {
        this.view = view;
        this.cores = List.copyOf(cores);
        this.node = node;
    }

    void counted(Counted places) {
        counted = places;
    }

    /** Nobody records any more; a node that never came so far has nobody. */
    public void endTraces() {
        var keeper = traces;
        if (keeper != null) {
            keeper.close();
        }
    }

    void traces(TraceKeeper keeper) {
        traces = keeper;
    }

    void nodes(List<MemberReading> nodes, NodeView view) {
        this.nodes = List.copyOf(nodes);
        this.nodeView = view;
    }

    void rows(List<DomainSpec> rows) {
        this.rows = List.copyOf(rows);
    }

    void degraded(Set<String> domains) {
        degraded = Set.copyOf(domains);
    }

    void exits(Map<String, Map<CoreId, String>> all) {
        exits = Map.copyOf(all);
    }

    void bindings(Bindings changed) {
        bindings.put(changed.domain(), changed);
    }

    void listening(String domain, InetSocketAddress address) {
        listening.put(domain, address);
    }

    void event(String topic, String text) {
        LOG.info("{}: {}", topic, text);
        var event = new Event(topic, text, System.currentTimeMillis());
        listeners.forEach(listener -> listener.accept(event));
    }
}
