package multikernel.knowledge.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import org.jspecify.annotations.Nullable;

/** One growing of an {@link Adaptive} tree. */
final class Spread {

    /** A core that has the message and has nothing to do from this time on. */
    private record Idle(long since, CoreId core) {}

    private final Costs costs;
    private final boolean byPackage;
    private final int halves;
    private final Growing growing;
    private final PriorityQueue<Idle> idle =
            new PriorityQueue<>(Comparator.comparingLong(Idle::since).thenComparing(Idle::core));
    /** The cores that wait, of each package; of the one package that there is, where packages do not count. */
    private final TreeMap<Integer, List<CoreId>> waiting = new TreeMap<>();
    /** The packages in which nobody has the message. */
    private final TreeMap<Integer, List<CoreId>> untouched;

    /**
     * @param byPackage whether each package is crossed into once
     * @param halves of an acknowledgement's cost, added to what a child costs its parent
     */
    Spread(CoreId root, List<CoreId> others, Costs costs, boolean byPackage, int halves) {
        this.costs = costs;
        this.byPackage = byPackage;
        this.halves = halves;
        growing = new Growing(root);
        others.forEach(core ->
                waiting.computeIfAbsent(home(core), key -> new ArrayList<>()).add(core));
        untouched = new TreeMap<>(waiting);
        untouched.remove(home(root));
        idle.add(new Idle(0, root));
    }

    private int home(CoreId core) {
        return byPackage ? costs.packageOf(core) : 0;
    }

    Tree tree() {
        while (!waiting.isEmpty()) {
            var sender = idle.remove();
            var child = next(sender.core());
            if (child != null) {
                take(sender, child);
            }
        }
        return growing.tree();
    }

    private void take(Idle sender, CoreId child) {
        growing.add(sender.core(), child);
        waiting.computeIfPresent(home(child), (key, cores) -> without(cores, child));
        var down = costs.of(sender.core(), child);
        long answered = costs.of(child, sender.core()).receive() * halves / 2;
        idle.add(new Idle(sender.since() + down.send() + answered, sender.core()));
        idle.add(new Idle(sender.since() + down.total(), child));
    }

    private static @Nullable List<CoreId> without(List<CoreId> cores, CoreId taken) {
        cores.remove(taken);
        return cores.isEmpty() ? null : cores;
    }

    /**
     * The dearest of the packages that wait, and in it the cheapest core; else one of its own; null if none is left.
     */
    private @Nullable CoreId next(CoreId sender) {
        int dearest = -1;
        long most = -1;
        for (var each : untouched.entrySet()) {
            long cost = costs.of(sender, cheapest(sender, each.getValue())).total();
            if (cost > most) {
                most = cost;
                dearest = each.getKey();
            }
        }
        var cores = most < 0 ? waiting.get(home(sender)) : untouched.remove(dearest);
        return cores == null ? null : cheapest(sender, cores);
    }

    private CoreId cheapest(CoreId sender, List<CoreId> cores) {
        var best = cores.getFirst();
        long least = costs.of(sender, best).total();
        for (var core : cores) {
            long cost = costs.of(sender, core).total();
            if (cost < least) {
                least = cost;
                best = core;
            }
        }
        return best;
    }
}
