package multikernel.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.knowledge.tree.Choice;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Shape;

/**
 * The trees over which one core reaches others: for each set of them the one that is predicted to take least, chosen
 * anew when the set is another, because a core has come or gone, or when messages cost something else. Who has been
 * given one keeps it as it is.
 */
public final class ChosenTrees {

    /** Sets of cores that a tree is remembered for; the one unused for longest is forgotten. */
    private static final int REMEMBERED_MAX = 64;

    /** To compare all shapes for more cores takes a core too long; the rule of the paper is nearly as good. */
    private static final int COMPARED_MAX = 128;

    private final Supplier<Costs> costs;
    private Costs used;
    private final Remembered trees = new Remembered();

    private record Asked(CoreId root, List<CoreId> cores) {}

    private static final class Remembered extends LinkedHashMap<Asked, Tree> {

        private static final long serialVersionUID = 1;

        Remembered() {
            super(REMEMBERED_MAX, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Tree> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }

    /** @param costs asked for at each tree: when they are others than before, all trees are chosen anew */
    public ChosenTrees(Supplier<Costs> costs) {
        this.costs = costs;
        this.used = costs.get();
    }

    /** @param cores to be reached beside the root, ascending */
    public Tree over(CoreId root, List<CoreId> cores) {
        var now = costs.get();
        if (now != used) {
            trees.clear();
            used = now;
        }
        return trees.computeIfAbsent(
                new Asked(root, List.copyOf(cores)),
                asked -> choice(asked.root, asked.cores, now).tree());
    }

    /** The tree that {@link #over} gives, with its shape and what it is predicted to take. */
    public static Choice choice(CoreId root, List<CoreId> cores, Costs costs) {
        return cores.size() > COMPARED_MAX
                ? Choice.of(Shape.NUMA_AWARE, root, cores, costs)
                : Choice.cheapest(root, cores, costs);
    }

    /**
     * The tree of least predicted time in which nobody sends to more than {@code childrenMax}, where one message
     * follows the other: how many there are a second is then what the core with the most children can do.
     *
     * @param childrenMax from 2
     */
    public static Tree narrow(CoreId root, List<CoreId> cores, Costs costs, int childrenMax) {
        var binary = Choice.of(Shape.BINARY, root, cores, costs);
        return cores.size() > COMPARED_MAX
                ? binary.tree()
                : Choice.ranked(root, cores, costs).stream()
                        .map(Choice::tree)
                        .filter(tree ->
                                tree.children().values().stream().allMatch(below -> below.size() <= childrenMax))
                        .findFirst()
                        .orElseGet(binary::tree);
    }
}
