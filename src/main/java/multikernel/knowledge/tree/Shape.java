package multikernel.knowledge.tree;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** The ways to make a tree, by the names that commands and results use. */
public enum Shape {
    /** The root sends to each of the others, ascending. */
    SEQUENTIAL("sequential") {
        @Override
        Tree of(CoreId root, List<CoreId> others, Costs costs) {
            return Fixed.sequential(root, others);
        }
    },
    /** Each core sends to two. */
    BINARY("binary") {
        @Override
        Tree of(CoreId root, List<CoreId> others, Costs costs) {
            return Fixed.binary(root, others);
        }
    },
    /** Whoever has the message sends to one more in each round, and a message takes two rounds. */
    FIBONACCI("fibonacci") {
        @Override
        Tree of(CoreId root, List<CoreId> others, Costs costs) {
            return Fixed.fibonacci(root, others);
        }
    },
    /** A binary tree of one core for each package; each of them sends to its package's others. */
    CLUSTER("cluster") {
        @Override
        Tree of(CoreId root, List<CoreId> others, Costs costs) {
            return Packages.of(root, others, costs).cluster();
        }
    },
    /**
     * The root sends to one core of each other package, the farthest first, and each of them to its package's others.
     */
    NUMA_AWARE("numa-aware") {
        @Override
        Tree of(CoreId root, List<CoreId> others, Costs costs) {
            return Packages.of(root, others, costs).farthestFirst();
        }
    },
    /** Grown from the costs: {@link Adaptive}. */
    ADAPTIVE("adaptive") {
        @Override
        Tree of(CoreId root, List<CoreId> others, Costs costs) {
            return Adaptive.tree(root, others, costs);
        }
    };

    private final String word;

    Shape(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** @param cores all that are to be reached; the root may be one of them */
    public Tree tree(CoreId root, Collection<CoreId> cores, Costs costs) {
        var others = new TreeSet<>(cores);
        others.remove(root);
        return of(root, List.copyOf(others), costs);
    }

    /** @param others ascending, without the root */
    abstract Tree of(CoreId root, List<CoreId> others, Costs costs);
}
