package multikernel.runtime.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;
import multikernel.hardware.Measured;
import multikernel.hardware.MessageCost;

/** Measures each CPU, then each pair of them, within a time. */
public final class MachineProbe {

    /** The compiler has done its work by then, and figures no longer fall. */
    private static final long WARM_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Of the whole time, what warming may take at most. */
    private static final int WARM_SHARE = 4;

    private static final ConcurrentHashMap<Key, Measured> KNOWN = new ConcurrentHashMap<>();

    private record Key(List<Integer> cpus, long limitMillis) {}

    private record Pair(int one, int other) {}

    private MachineProbe() {}

    /** Once in a process for the same CPUs and limit, later from memory. */
    public static Measured of(Machine machine, long limitMillis) {
        var cpus = machine.allowed().stream().map(Cpu::number).toList();
        return KNOWN.computeIfAbsent(new Key(cpus, limitMillis), key -> measure(cpus, limitMillis));
    }

    /** A look while cores run, which may disturb it and are disturbed by it for as long as it takes. */
    public static Measured again(Machine machine, long limitMillis) {
        return measure(machine.allowed().stream().map(Cpu::number).toList(), limitMillis);
    }

    /** Pairs for which there is no time any more are left out. */
    static Measured measure(List<Integer> cpus, long limitMillis) {
        long began = System.nanoTime();
        long deadline = began + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        var speeds = Pace.speeds(cpus, deadline);
        long warm = Math.min(WARM_NANOS, (deadline - System.nanoTime()) / WARM_SHARE);
        new Exchange(true, deadline).warm(System.nanoTime() + warm);
        var messages = new ArrayList<MessageCost>();
        for (var pair : pairs(cpus)) {
            if (System.nanoTime() < deadline) {
                messages.addAll(PairProbe.measure(pair.one, pair.other, deadline));
            }
        }
        return new Measured(messages, speeds, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    /** Neighbours first, then ever farther: what there is no time for is like something that there was time for. */
    private static List<Pair> pairs(List<Integer> cpus) {
        var pairs = new ArrayList<Pair>();
        for (int apart = 1; apart < cpus.size(); apart++) {
            for (int one = 0; one + apart < cpus.size(); one++) {
                pairs.add(new Pair(cpus.get(one), cpus.get(one + apart)));
            }
        }
        cpus.forEach(cpu -> pairs.add(new Pair(cpu, cpu)));
        return pairs;
    }
}
