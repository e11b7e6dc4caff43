package multikernel.hardware;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * The host as this process may use it.
 *
 * @param allowed the CPUs in the process's mask, ascending; at least one
 * @param processors how many of them its share of time is worth: fewer where a control group limits it
 */
public record Machine(List<Cpu> allowed, int processors) {

    public Machine {
        allowed = List.copyOf(allowed);
        if (allowed.isEmpty() || processors < 1) {
            throw new IllegalArgumentException("a machine has at least one CPU");
        }
    }

    /** Looks once, for some tenths of a second; to be called before any thread is pinned. */
    public static Machine probe() {
        var processors = Runtime.getRuntime().availableProcessors();
        var known = known();
        var allowed = Proc.allowed()
                .filter(numbers -> !numbers.isEmpty())
                .orElseGet(() -> IntStream.range(0, processors).boxed().toList());
        return new Machine(
                allowed.stream()
                        .map(number -> known.getOrDefault(number, Cpu.unknown(number)))
                        .toList(),
                Math.max(1, Math.min(processors, allowed.size())));
    }

    /** How many cores can have a CPU of their own. */
    public int cpus() {
        return processors;
    }

    private static Map<Integer, Cpu> known() {
        try {
            return cpus(new SystemInfo().getHardware().getProcessor());
        } catch (RuntimeException | LinkageError unreadable) {
            // The package and the node of a CPU are worth showing, not worth a start that fails.
            return Map.of();
        }
    }

    private static Map<Integer, Cpu> cpus(CentralProcessor processor) {
        var kinds = kinds(processor.getPhysicalProcessors());
        var cpus = new HashMap<Integer, Cpu>();
        for (var logical : processor.getLogicalProcessors()) {
            var kind = kinds.getOrDefault(logical.getPhysicalProcessorNumber(), Cpu.Kind.UNKNOWN);
            var number = logical.getProcessorNumber();
            cpus.put(number, new Cpu(number, logical.getPhysicalPackageNumber(), logical.getNumaNode(), kind));
        }
        return cpus;
    }

    private static Map<Integer, Cpu.Kind> kinds(List<CentralProcessor.PhysicalProcessor> processors) {
        var least =
                processors.stream().mapToInt(each -> each.getEfficiency()).min().orElse(0);
        var most =
                processors.stream().mapToInt(each -> each.getEfficiency()).max().orElse(0);
        var kinds = new HashMap<Integer, Cpu.Kind>();
        if (least < most) {
            processors.forEach(each -> kinds.put(
                    each.getPhysicalProcessorNumber(),
                    each.getEfficiency() == most ? Cpu.Kind.PERFORMANCE : Cpu.Kind.EFFICIENCY));
        }
        return kinds;
    }
}
