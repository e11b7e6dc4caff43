package multikernel.hardware;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

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
}
