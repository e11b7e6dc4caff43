package multikernel.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import multikernel.knowledge.ChosenTrees;
import multikernel.knowledge.tree.Choice;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Prediction;
import multikernel.knowledge.tree.Prediction.Edge;
import multikernel.knowledge.tree.Shape;

/**
 * The multicast tree of the cores that are online, as the lowest of them would use it, and what a message costs between
 * any two of them. All times are in the costs' unit.
 *
 * @param each what it would take where the root sends to each of the others by itself
 * @param below of each core how many get a message through it
 */
public record TreeSample(
        List<Edge> edges,
        List<Edge> distances,
        Prediction prediction,
        Prediction each,
        int depth,
        Map<CoreId, Integer> below) {

    public TreeSample {
        edges = List.copyOf(edges);
        distances = List.copyOf(distances);
        below = Map.copyOf(below);
    }

    /** @param online ascending, at least one */
    public static TreeSample of(List<CoreId> online, Costs costs) {
        var root = online.getFirst();
        var others = online.subList(1, online.size());
        var chosen = ChosenTrees.choice(root, others, costs);
        var below = new TreeMap<CoreId, Integer>();
        return new TreeSample(
                Prediction.edges(chosen.tree(), costs),
                distances(online, costs),
                chosen.prediction(),
                Choice.of(Shape.SEQUENTIAL, root, others, costs).prediction(),
                depth(chosen.tree(), root, below),
                below);
    }

    private static List<Edge> distances(List<CoreId> online, Costs costs) {
        var all = new ArrayList<Edge>();
        for (var from : online) {
            for (var to : online) {
                if (!from.equals(to)) {
                    all.add(new Edge(from, to, costs.of(from, to).total()));
                }
            }
        }
        return all;
    }

    /** Edges from this core down to the farthest leaf. */
    private static int depth(Tree tree, CoreId core, Map<CoreId, Integer> below) {
        int depth = 0;
        int count = 0;
        for (var child : tree.childrenOf(core)) {
            depth = Math.max(depth, 1 + depth(tree, child, below));
            count += 1 + below.getOrDefault(child, 0);
        }
        below.put(core, count);
        return depth;
    }
}
