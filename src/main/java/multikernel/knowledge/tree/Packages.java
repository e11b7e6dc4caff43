package multikernel.knowledge.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/**
 * The cores by package, for the trees that cross into each package once.
 *
 * @param own the root's neighbours
 * @param far the cores of each other package, by package; the first of them, the lowest, is sent to from outside
 */
record Packages(CoreId root, List<CoreId> own, List<List<CoreId>> far, Costs costs) {

    static Packages of(CoreId root, List<CoreId> others, Costs costs) {
        var all = new TreeMap<Integer, List<CoreId>>();
        for (var core : others) {
            all.computeIfAbsent(costs.packageOf(core), key -> new ArrayList<>()).add(core);
        }
        var own = all.remove(costs.packageOf(root));
        return new Packages(root, own == null ? List.of() : own, List.copyOf(all.values()), costs);
    }

    Tree cluster() {
        var growing = new Growing(root);
        Fixed.binary(growing, root, far.stream().map(List::getFirst).toList());
        below(growing);
        return growing.tree();
    }

    /** Baumann and others, SOSP 2009, section 5.1. */
    Tree farthestFirst() {
        var growing = new Growing(root);
        far.stream()
                .map(List::getFirst)
                .sorted(Comparator.comparingLong(
                        (CoreId first) -> -costs.of(root, first).total()))
                .forEach(first -> growing.add(root, first));
        below(growing);
        return growing.tree();
    }

    private void below(Growing growing) {
        far.forEach(cores -> growing.addAll(cores.getFirst(), cores.subList(1, cores.size())));
        growing.addAll(root, own);
    }
}
