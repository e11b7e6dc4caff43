package multikernel.hardware;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Which core runs on which CPU. */
public final class Placement {

    /** The fast ones first; then neighbours together, so that a small node stays within one package. */
    private static final Comparator<Cpu> ORDER = Comparator.comparing((Cpu cpu) -> cpu.kind() == Cpu.Kind.EFFICIENCY)
            .thenComparingInt(Cpu::packageId)
            .thenComparingInt(Cpu::numaNode)
            .thenComparingInt(Cpu::number);

    private Placement() {}

    /**
     * The number of a CPU for each core, all different. With more cores than CPUs every core is virtual and none gets
     * one: to bind some would let them starve the others.
     */
    public static List<OptionalInt> place(int cores, Machine machine) {
        if (cores > machine.cpus()) {
            return Collections.nCopies(cores, OptionalInt.empty());
        }
        return machine.allowed().stream()
                .sorted(ORDER)
                .limit(cores)
                .map(cpu -> OptionalInt.of(cpu.number()))
                .toList();
    }

    /**
     * The number of the CPU that each core is counted to: its own, or for virtual cores the allowed ones in turn, whose
     * figures they have.
     *
     * @param placed as {@link #place} gives it
     */
    public static List<Integer> counted(List<OptionalInt> placed, Machine machine) {
        var allowed = machine.allowed();
        return IntStream.range(0, placed.size())
                .mapToObj(core -> placed.get(core)
                        .orElse(allowed.get(core % allowed.size()).number()))
                .toList();
    }
}
