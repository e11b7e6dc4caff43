package multikernel.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import multikernel.hardware.Measured;
import multikernel.hardware.MessageCost;
import multikernel.hardware.Topology;

/**
 * Whether a machine is still as it was when it was last found out. A hypervisor moves a guest's CPUs, a clock slows
 * down, a container is given other CPUs; but a look that was disturbed by somebody's work must not plant every tree
 * anew. So a figure counts as another when two looks in a row find it off by half or more.
 */
public final class Drift {

    /** A figure that is more than so many times another one is off. */
    private static final double OFF = 1.5;

    /** Stands for the second CPU where the figure is a speed. */
    private static final int SPEED = -1;

    private Found used;
    private Set<Pair> suspected = Set.of();

    /** What a look has found; pairs for which there was no time are missing. */
    public record Found(Topology topology, Measured measured) {}

    private record Pair(int from, int to) {}

    public Drift(Found used) {
        this.used = used;
    }

    /** Are there pairs of the CPUs that this process may use of which nothing is known? */
    public boolean lacksPairs() {
        long cpus = cpus(used.topology).size();
        return used.measured.messages().size() < cpus * cpus;
    }

    /** @return what is to be used from now on, if that is something else than before */
    public Optional<Found> look(Found newer) {
        var old = figures(used.measured);
        var off = new HashSet<Pair>();
        boolean isNew = !newer.topology.equals(used.topology);
        for (var figure : figures(newer.measured).entrySet()) {
            var before = old.get(figure.getKey());
            if (before == null) {
                isNew = true;
            } else if (isOff(before, figure.getValue())) {
                off.add(figure.getKey());
            }
        }
        boolean isConfirmed = off.stream().anyMatch(suspected::contains);
        suspected = off;
        if (!isNew && !isConfirmed) {
            return Optional.empty();
        }
        suspected = Set.of();
        used = new Found(newer.topology, merged(newer));
        return Optional.of(used);
    }

    private static boolean isOff(long one, long other) {
        return Math.max(one, other) > OFF * Math.max(1, Math.min(one, other));
    }

    private static Set<Integer> cpus(Topology topology) {
        var share = topology.share().cpus();
        return share.isEmpty()
                ? topology.threads().stream().map(Topology.CpuThread::cpu).collect(Collectors.toSet())
                : Set.copyOf(share);
    }

    private static Map<Pair, Long> figures(Measured measured) {
        var figures = new HashMap<Pair, Long>();
        measured.messages().forEach(each -> figures.put(pair(each), each.roundTripNanos()));
        measured.speeds().forEach(speed -> figures.put(new Pair(speed.cpu(), SPEED), (long) speed.percent()));
        return figures;
    }

    private static Pair pair(MessageCost cost) {
        return new Pair(cost.from(), cost.to());
    }

    /** The newer figures, and the older ones of what it has not measured, as far as that CPU is still there. */
    private Measured merged(Found newer) {
        var known = figures(newer.measured).keySet();
        var cpus = cpus(newer.topology);
        var messages = new ArrayList<>(newer.measured.messages());
        used.measured.messages().stream()
                .filter(each -> !known.contains(pair(each)) && cpus.containsAll(List.of(each.from(), each.to())))
                .forEach(messages::add);
        var speeds = new ArrayList<>(newer.measured.speeds());
        used.measured.speeds().stream()
                .filter(speed -> !known.contains(new Pair(speed.cpu(), SPEED)) && cpus.contains(speed.cpu()))
                .forEach(speeds::add);
        return new Measured(messages, speeds, newer.measured.tookMillis());
    }
}
