package multikernel.knowledge;

import static multikernel.knowledge.Term.atom;
import static multikernel.knowledge.Term.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.hardware.Cpu;
import multikernel.hardware.Measured;
import multikernel.hardware.MessageCost;
import multikernel.hardware.Topology;

/**
 * The machine as facts, in Barrelfish's words where it has them; what is not known is no fact. CPUs stand where
 * Barrelfish has numbers of local APICs. Times are nanoseconds.
 *
 * <pre>
 *   cpu(Cpu)                                          cpu_thread(Cpu, Package, Core, Thread)
 *   cpu_die(Cpu, Die)                                 cpu_affinity(Cpu, 0, Node)
 *   cpu_kind(Cpu, performance | efficiency)           cpu_mhz(Cpu, Mhz)
 *   cpu_speed(Cpu, PercentOfTheFastest)               cpu_allowed(Cpu)
 *   cache(Level, Kind, Bytes, LineBytes, Cpus)        processor(Model)
 *   memory_affinity(Base, Bytes, Node)                node_distance(Node, Node, Distance)
 *   node_memory(Node, Bytes)                          memory_bytes(Bytes)
 *   device(Address, Kind, Node)                       device_cpus(Address, Cpus)
 *   limit(cpu_millis | memory_bytes, Value)           memory_allowed(Node)
 *   message_rtt(Cpu, Cpu, Median, Variance, Min, Max) message_send(Cpu, Cpu, Nanos)
 *   message_receive(Cpu, Cpu, Nanos)                  datagatherer_done
 * </pre>
 */
public final class MachineFacts {

    private static final Map<String, Integer> ARITIES = Map.ofEntries(
            Map.entry("cpu", 1),
            Map.entry("cpu_thread", 4),
            Map.entry("cpu_die", 2),
            Map.entry("cpu_affinity", 3),
            Map.entry("cpu_kind", 2),
            Map.entry("cpu_mhz", 2),
            Map.entry("cpu_speed", 2),
            Map.entry("cpu_allowed", 1),
            Map.entry("cache", 5),
            Map.entry("processor", 1),
            Map.entry("memory_affinity", 3),
            Map.entry("node_distance", 3),
            Map.entry("node_memory", 2),
            Map.entry("memory_bytes", 1),
            Map.entry("device", 3),
            Map.entry("device_cpus", 2),
            Map.entry("limit", 2),
            Map.entry("memory_allowed", 1),
            Map.entry("message_rtt", 6),
            Map.entry("message_send", 3),
            Map.entry("message_receive", 3),
            Map.entry("datagatherer_done", 0));

    private final List<Term> facts = new ArrayList<>();

    private MachineFacts() {}

    /** The base with these facts, and with every name that they may have. */
    public static KnowledgeBase in(KnowledgeBase base, Topology topology, Measured measured) {
        var declared = base;
        for (var each : ARITIES.entrySet()) {
            declared = declared.declaring(each.getKey(), each.getValue());
        }
        return declared.withFacts(of(topology, measured));
    }

    static List<Term> of(Topology topology, Measured measured) {
        var all = new MachineFacts();
        if (!topology.model().isEmpty()) {
            all.add("processor", atom(topology.model()));
        }
        topology.threads().forEach(all::thread);
        topology.caches().forEach(all::cache);
        topology.nodes().forEach(all::node);
        topology.devices().forEach(all::device);
        all.share(topology.share());
        all.known("memory_bytes", topology.memoryBytes());
        measured.speeds().forEach(speed -> all.add("cpu_speed", whole(speed.cpu()), whole(speed.percent())));
        measured.messages().forEach(all::message);
        all.add("datagatherer_done");
        return List.copyOf(all.facts);
    }

    /** Of these there are as many as pairs of CPUs. */
    static boolean isOfPair(Term fact) {
        return fact instanceof Term.Compound(var name, var arguments) && name.startsWith("message_");
    }

    private void add(String name, Term... arguments) {
        facts.add(Term.of(name, arguments));
    }

    /** A fact whose last argument may be unknown. */
    private void known(String name, long last, Term... before) {
        if (last >= 0) {
            var arguments = new ArrayList<>(List.of(before));
            arguments.add(whole(last));
            facts.add(new Term.Compound(name, arguments));
        }
    }

    private void thread(Topology.CpuThread thread) {
        var cpu = whole(thread.cpu());
        add("cpu", cpu);
        if (thread.packageId() >= 0 && thread.core() >= 0) {
            known("cpu_thread", thread.thread(), cpu, whole(thread.packageId()), whole(thread.core()));
        }
        known("cpu_die", thread.die(), cpu);
        known("cpu_affinity", thread.node(), cpu, whole(0));
        known("cpu_mhz", thread.mhz(), cpu);
        if (thread.kind() != Cpu.Kind.UNKNOWN) {
            add("cpu_kind", cpu, atom(thread.kind().word()));
        }
    }

    private void cache(Topology.Cache cache) {
        if (cache.bytes() >= 0 && cache.lineBytes() >= 0) {
            add(
                    "cache",
                    whole(cache.level()),
                    atom(cache.kind()),
                    whole(cache.bytes()),
                    whole(cache.lineBytes()),
                    numbers(cache.cpus()));
        }
    }

    private void node(Topology.NumaNode node) {
        var number = whole(node.number());
        known("node_memory", node.bytes(), number);
        node.ranges().forEach(range -> add("memory_affinity", whole(range.base()), whole(range.bytes()), number));
        node.distances().forEach(each -> add("node_distance", number, whole(each.node()), whole(each.distance())));
    }

    private void device(Topology.Device device) {
        known("device", device.node(), atom(device.address()), atom(device.kind()));
        if (!device.cpus().isEmpty()) {
            add("device_cpus", atom(device.address()), numbers(device.cpus()));
        }
    }

    private void share(Topology.Share share) {
        share.cpus().forEach(cpu -> add("cpu_allowed", whole(cpu)));
        share.nodes().forEach(node -> add("memory_allowed", whole(node)));
        known("limit", share.cpuMillis(), atom("cpu_millis"));
        known("limit", share.memoryBytes(), atom("memory_bytes"));
    }

    private void message(MessageCost cost) {
        var from = whole(cost.from());
        var to = whole(cost.to());
        add(
                "message_rtt",
                from,
                to,
                whole(cost.roundTripNanos()),
                whole(cost.roundTripVariance()),
                whole(cost.roundTripMinNanos()),
                whole(cost.roundTripMaxNanos()));
        add("message_send", from, to, whole(cost.sendNanos()));
        add("message_receive", from, to, whole(cost.receiveNanos()));
    }

    private static Term numbers(List<Integer> numbers) {
        return Term.list(numbers.stream().map(number -> Term.whole(number)).toList());
    }
}
