package multikernel.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import multikernel.hardware.Topology.Cache;
import multikernel.hardware.Topology.CpuThread;
import multikernel.hardware.Topology.Device;
import multikernel.hardware.Topology.Distance;
import multikernel.hardware.Topology.NumaNode;

/** The machine as {@code /sys} and {@code /proc} have it, and where they are silent as the {@link Machine} has it. */
final class TopologyReader {

    private static final String CPUS = "sys/devices/system/cpu/";
    private static final String NODES = "sys/devices/system/node/";
    private static final String DEVICES = "sys/bus/pci/devices/";

    /** The first two digits of a PCI class. */
    private static final Map<String, String> KINDS = Map.of("01", "storage", "02", "network", "03", "display");

    private final SystemFiles files;
    private final Machine machine;

    TopologyReader(SystemFiles files, Machine machine) {
        this.files = files;
        this.machine = machine;
    }

    Topology read() {
        var processors = new ProcessorInfo(files.read("proc/cpuinfo").orElse(""));
        var nodes = nodes();
        var threads = threads(processors, nodes);
        long memory = new MemoryInfo(files).totalBytes();
        return new Topology(
                processors.model(),
                threads,
                caches(threads),
                nodes,
                devices(),
                new ShareReader(files, machine).read(),
                memory);
    }

    private List<CpuThread> threads(ProcessorInfo processors, List<NumaNode> nodes) {
        var known = new TreeMap<Integer, Cpu>();
        machine.allowed().forEach(cpu -> known.put(cpu.number(), cpu));
        var numbers = new TreeSet<>(files.cpus(CPUS + "online"));
        numbers.addAll(known.keySet());
        var kinds = kinds(numbers);
        var threads = new ArrayList<CpuThread>();
        for (int cpu : numbers) {
            var topology = CPUS + "cpu" + cpu + "/topology/";
            var library = known.getOrDefault(cpu, Cpu.unknown(cpu));
            int packageId = files.whole(topology + "physical_package_id");
            var siblings = files.cpus(topology + "thread_siblings_list");
            threads.add(new CpuThread(
                    cpu,
                    packageId < 0 ? library.packageId() : packageId,
                    files.whole(topology + "die_id"),
                    files.whole(topology + "core_id"),
                    siblings.indexOf(cpu),
                    nodeOf(cpu, nodes, library),
                    kinds.getOrDefault(cpu, library.kind()),
                    mhz(cpu, processors)));
        }
        return threads;
    }

    private static int nodeOf(int cpu, List<NumaNode> nodes, Cpu library) {
        return nodes.stream()
                .filter(node -> node.cpus().contains(cpu))
                .mapToInt(NumaNode::number)
                .findFirst()
                .orElse(library.numaNode());
    }

    /** Where the scheduler knows CPUs of two capacities, the highest are the fast ones. */
    private Map<Integer, Cpu.Kind> kinds(TreeSet<Integer> numbers) {
        var capacities = new HashMap<Integer, Long>();
        for (int cpu : numbers) {
            files.number(CPUS + "cpu" + cpu + "/cpu_capacity").ifPresent(capacity -> capacities.put(cpu, capacity));
        }
        var kinds = new HashMap<Integer, Cpu.Kind>();
        if (capacities.size() == numbers.size() && new TreeSet<>(capacities.values()).size() > 1) {
            long most = new TreeSet<>(capacities.values()).last();
            capacities.forEach(
                    (cpu, capacity) -> kinds.put(cpu, capacity == most ? Cpu.Kind.PERFORMANCE : Cpu.Kind.EFFICIENCY));
        }
        return kinds;
    }

    private int mhz(int cpu, ProcessorInfo processors) {
        int kilohertz = files.whole(CPUS + "cpu" + cpu + "/cpufreq/cpuinfo_max_freq");
        return kilohertz > 0 ? kilohertz / 1000 : processors.mhz(cpu);
    }

    /** Each once, though each of those who share it lists it. */
    private List<Cache> caches(List<CpuThread> threads) {
        var found = new ArrayList<Cache>();
        for (var thread : threads) {
            var directory = CPUS + "cpu" + thread.cpu() + "/cache/";
            for (var index : files.names(directory)) {
                var at = directory + index + "/";
                var cpus = files.cpus(at + "shared_cpu_list");
                int level = files.whole(at + "level");
                if (level > 0 && !cpus.isEmpty() && cpus.getFirst() == thread.cpu()) {
                    var kind = files.line(at + "type").orElse("").toLowerCase(Locale.ROOT);
                    found.add(new Cache(
                            level,
                            kind,
                            files.number(at + "size").orElse(-1),
                            files.whole(at + "coherency_line_size"),
                            cpus));
                }
            }
        }
        return found;
    }

    private List<NumaNode> nodes() {
        var numbers = files.cpus(NODES + "online");
        var memory = new MemoryInfo(files);
        var nodes = new ArrayList<NumaNode>();
        for (int number : numbers) {
            var directory = NODES + "node" + number + "/";
            nodes.add(new NumaNode(
                    number,
                    memory.nodeBytes(number),
                    files.cpus(directory + "cpulist"),
                    distances(directory, numbers),
                    memory.ranges(directory)));
        }
        return nodes;
    }

    /** The file has one number for each node that is online, in their order. */
    private List<Distance> distances(String directory, List<Integer> numbers) {
        var words = files.line(directory + "distance").orElse("").split("\\s+", -1);
        if (words.length != numbers.size()) {
            return List.of();
        }
        var distances = new ArrayList<Distance>();
        for (int i = 0; i < words.length; i++) {
            int to = numbers.get(i);
            Numbers.parse(words[i])
                    .ifPresent(distance -> distances.add(new Distance(to, (int) Math.clamp(distance, 0, 1 << 20))));
        }
        return distances;
    }

    private List<Device> devices() {
        var devices = new ArrayList<Device>();
        for (var address : files.names(DEVICES)) {
            var at = DEVICES + address + "/";
            var type = files.line(at + "class").orElse("");
            var kind = type.length() < 4 ? "other" : KINDS.getOrDefault(type.substring(2, 4), "other");
            devices.add(new Device(address, kind, files.whole(at + "numa_node"), files.cpus(at + "local_cpulist")));
        }
        return devices;
    }
}
