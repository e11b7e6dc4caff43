package multikernel.agreement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** Trees of any shape: one by chance, or all of a size. */
final class Shapes {

    private Shapes() {}

    static Tree random(CoreId root, Collection<CoreId> cores, Random random) {
        var others = new TreeSet<>(cores);
        others.remove(root);
        var placed = new ArrayList<CoreId>(List.of(root));
        var children = new LinkedHashMap<CoreId, List<CoreId>>();
        for (var core : others) {
            var parent = placed.get(random.nextInt(placed.size()));
            children.computeIfAbsent(parent, each -> new ArrayList<>()).add(core);
            placed.add(core);
        }
        return new Tree(root, children);
    }

    /** Every shape of so many cores once, numbered from 0 in preorder, without regard to the order of children. */
    static List<Tree> all(int size) {
        return forests(size - 1, size - 1).stream().map(Shapes::tree).toList();
    }

    /** A shape is written as the sizes and shapes of its subtrees, the greatest first. */
    private record Shape(int size, List<Shape> below) {}

    private static List<List<Shape>> forests(int total, int largest) {
        if (total == 0) {
            return List.of(List.of());
        }
        var forests = new ArrayList<List<Shape>>();
        for (int size = Math.min(total, largest); size >= 1; size--) {
            var shapes = forests(size - 1, size - 1).stream().map(List::copyOf).toList();
            for (int which = 0; which < shapes.size(); which++) {
                var first = new Shape(size, shapes.get(which));
                for (var rest : forests(total - size, size)) {
                    if (rest.isEmpty()
                            || rest.getFirst().size < size
                            || shapes.indexOf(rest.getFirst().below) >= which) {
                        var forest = new ArrayList<Shape>(List.of(first));
                        forest.addAll(rest);
                        forests.add(forest);
                    }
                }
            }
        }
        return forests;
    }

    private static Tree tree(List<Shape> below) {
        var children = new LinkedHashMap<CoreId, List<CoreId>>();
        place(0, below, children);
        return new Tree(CoreId.of(0), children);
    }

    private static int place(int at, List<Shape> below, Map<CoreId, List<CoreId>> children) {
        int next = at + 1;
        for (var each : below) {
            children.computeIfAbsent(CoreId.of(at), core -> new ArrayList<>()).add(CoreId.of(next));
            next = place(next, each.below, children);
        }
        return next;
    }
}
