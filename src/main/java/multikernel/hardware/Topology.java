package multikernel.hardware;

import java.nio.file.Path;
import java.util.List;

/**
 * What the system says of the whole machine and of this process's share of it. A number that is not known is -1, a list
 * of what is not known is empty.
 *
 * @param model of its processors; empty if unknown
 * @param threads one for each CPU that is online, ascending
 * @param devices that say in which node they are, or that they are near all alike
 */
public record Topology(
        String model,
        List<CpuThread> threads,
        List<Cache> caches,
        List<NumaNode> nodes,
        List<Device> devices,
        Share share,
        long memoryBytes) {

    public Topology {
        threads = List.copyOf(threads);
        caches = List.copyOf(caches);
        nodes = List.copyOf(nodes);
        devices = List.copyOf(devices);
    }

    /**
     * A CPU's place.
     *
     * @param core of its package, which several threads may share
     * @param thread from 0 within its core
     * @param mhz the most that its clock reaches
     */
    public record CpuThread(int cpu, int packageId, int die, int core, int thread, int node, Cpu.Kind kind, int mhz) {}

    /**
     * @param kind {@code data}, {@code instruction} or {@code unified}
     * @param cpus who share it
     */
    public record Cache(int level, String kind, long bytes, int lineBytes, List<Integer> cpus) {
        public Cache {
            cpus = List.copyOf(cpus);
        }
    }

    /**
     * @param ranges of addresses
     * @param distances to each node, this one too, 10 meaning its own memory
     */
    public record NumaNode(
            int number, long bytes, List<Integer> cpus, List<Distance> distances, List<MemoryRange> ranges) {
        public NumaNode {
            cpus = List.copyOf(cpus);
            distances = List.copyOf(distances);
            ranges = List.copyOf(ranges);
        }
    }

    public record Distance(int node, int distance) {}

    public record MemoryRange(long base, long bytes) {}

    /**
     * A device of the PCI bus.
     *
     * @param address as {@code 0000:00:03.0}
     * @param kind {@code network}, {@code storage}, {@code display} or {@code other}
     * @param cpus that are near it
     */
    public record Device(String address, String kind, int node, List<Integer> cpus) {
        public Device {
            cpus = List.copyOf(cpus);
        }
    }

    /**
     * What control groups leave to this process.
     *
     * @param cpus that it may run on
     * @param nodes from which it may take memory
     * @param cpuMillis thousandths of a CPU's time, -1 for no limit
     * @param memoryBytes -1 for no limit
     */
    public record Share(List<Integer> cpus, List<Integer> nodes, long cpuMillis, long memoryBytes) {
        public Share {
            cpus = List.copyOf(cpus);
            nodes = List.copyOf(nodes);
        }
    }

    /** @param machine whose CPUs are known by the library where the system has no such files */
    public static Topology probe(Machine machine) {
        var seen = new TopologyReader(SystemFiles.below(Path.of("/")), machine).read();
        return seen.model.isEmpty() || seen.memoryBytes < 0 ? seen.completed() : seen;
    }

    private Topology completed() {
        return new Topology(
                model.isEmpty() ? Library.model() : model,
                threads,
                caches,
                nodes,
                devices,
                share,
                memoryBytes < 0 ? Library.memoryBytes() : memoryBytes);
    }
}
