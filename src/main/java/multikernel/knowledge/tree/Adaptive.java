package multikernel.knowledge.tree;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/**
 * The tree that grows as the message would spread, after Kaestle and others (Smelt, OSDI 2016): whenever a core is idle
 * it takes the next child, cores of other packages first and each package crossed into once.
 *
 * <p>Smelt grows it for the way down. The acknowledgement of each child makes its parent busy once more, so it is grown
 * several times, with none, half and all of that counted in, and with packages and without; what is predicted to be
 * cheapest is taken. Last, the children of each core are put in the order of the costliest subtree.
 */
final class Adaptive {

    /** How many halves of an acknowledgement's cost count as time in which the parent cannot take another child. */
    private static final int HALVES = 2;

    private Adaptive() {}

    /** @param others ascending, without the root */
    static Tree tree(CoreId root, List<CoreId> others, Costs costs) {
        return Stream.of(true, false)
                .flatMap(byPackage -> Stream.iterate(0, halves -> halves <= HALVES, halves -> halves + 1)
                        .map(halves -> new Spread(root, others, costs, byPackage, halves).tree()))
                .map(tree -> costliestFirst(tree, costs))
                .min(Comparator.comparingLong(tree -> Prediction.of(tree, costs).gathered()))
                .orElseThrow();
    }

    private static Tree costliestFirst(Tree tree, Costs costs) {
        var sorted = new Growing(tree.root());
        sort(tree, tree.root(), costs, sorted);
        return sorted.tree();
    }

    private record Below(CoreId core, long cost) {}

    /**
     * @return from when this core has received until it has all acknowledgements, if its children come in this order
     */
    private static long sort(Tree tree, CoreId core, Costs costs, Growing sorted) {
        var children = tree.childrenOf(core).stream()
                .map(child -> {
                    var down = costs.of(core, child);
                    var up = costs.of(child, core);
                    long below = sort(tree, child, costs, sorted);
                    return new Below(child, down.transfer() + down.receive() + below + up.send() + up.transfer());
                })
                .sorted(Comparator.comparingLong(Below::cost).reversed())
                .toList();
        long sent = 0;
        long done = 0;
        for (var child : children) {
            sorted.add(core, child.core());
            sent += costs.of(core, child.core()).send();
            done = Math.max(done, sent + child.cost())
                    + costs.of(child.core(), core).receive();
        }
        return Math.max(sent, done);
    }
}
