package multikernel.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.hardware.Measured;
import multikernel.hardware.MessageCost;
import multikernel.hardware.Topology;
import multikernel.knowledge.tree.Cost;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Unit;

/**
 * What a message costs between the cores of a node, from what was measured between their CPUs; a virtual core has the
 * costs of the CPU that it is counted to. A pair that was not measured costs as much as those do on average that are as
 * near each other, in one package or in two.
 */
public final class CoreCosts implements Costs {

    /**
     * Where nothing at all was measured only the proportions matter: a message between packages as twice one inside of
     * one (Baumann and others, SOSP 2009, table 2: 538 and 613 cycles at the least, Smelt: 283 and 886).
     */
    private static final Cost NEAR = new Cost(50, 100, 50);

    private static final Cost FAR = new Cost(100, 200, 100);

    private final List<Integer> cpus;
    private final Map<Integer, Integer> packages = new HashMap<>();
    private final Map<Pair, Cost> measured = new HashMap<>();
    private final Cost near;
    private final Cost far;

    private record Pair(int from, int to) {}

    private CoreCosts(List<Integer> cpus, Topology topology, Measured figures) {
        this.cpus = List.copyOf(cpus);
        boolean hasNodes = topology.nodes().size() > 1;
        topology.threads().forEach(thread -> packages.put(thread.cpu(), hasNodes ? thread.node() : thread.packageId()));
        figures.messages().forEach(each -> measured.put(new Pair(each.from(), each.to()), cost(each)));
        near = average(true, NEAR);
        far = average(false, near.equals(NEAR) ? FAR : near);
    }

    /** @param cpus of each core; of a virtual one that which it is counted to */
    public static CoreCosts of(List<Integer> cpus, Topology topology, Measured figures) {
        return new CoreCosts(cpus, topology, figures);
    }

    private static Cost cost(MessageCost of) {
        long oneWay = of.roundTripNanos() / 2;
        return new Cost(of.sendNanos(), Math.max(0, oneWay - of.sendNanos() - of.receiveNanos()), of.receiveNanos());
    }

    private Cost average(boolean ofNear, Cost ifNone) {
        var all = new ArrayList<Cost>();
        measured.forEach((pair, cost) -> {
            if (pair.from != pair.to && isNear(pair) == ofNear) {
                all.add(cost);
            }
        });
        if (all.isEmpty()) {
            return ifNone;
        }
        return new Cost(
                all.stream().mapToLong(Cost::send).sum() / all.size(),
                all.stream().mapToLong(Cost::transfer).sum() / all.size(),
                all.stream().mapToLong(Cost::receive).sum() / all.size());
    }

    private boolean isNear(Pair pair) {
        return packageOfCpu(pair.from) == packageOfCpu(pair.to);
    }

    private int packageOfCpu(int cpu) {
        return packages.getOrDefault(cpu, -1);
    }

    @Override
    public Unit unit() {
        return Unit.NANOSECONDS;
    }

    @Override
    public Cost of(CoreId from, CoreId to) {
        var pair = new Pair(cpus.get(from.index()), cpus.get(to.index()));
        var known = measured.get(pair);
        return known != null ? known : isNear(pair) ? near : far;
    }

    @Override
    public int packageOf(CoreId core) {
        return packageOfCpu(cpus.get(core.index()));
    }
}
