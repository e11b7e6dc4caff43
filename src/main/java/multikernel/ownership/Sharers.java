package multikernel.ownership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Tree;
import org.jspecify.annotations.Nullable;

/** The member cores that hold copies of one object, ascending, and the tree that reaches them. */
final class Sharers {

    private final List<CoreId> cores = new ArrayList<>(2);

    @Nullable
    private Tree tree;

    /** What no change touches. */
    List<CoreId> list() {
        return List.copyOf(cores);
    }

    void addTo(Collection<CoreId> others) {
        others.addAll(cores);
    }

    boolean contains(CoreId core) {
        return cores.contains(core);
    }

    boolean isOnly(CoreId core) {
        return cores.size() == 1 && cores.getFirst().equals(core);
    }

    boolean isEmpty() {
        return cores.isEmpty();
    }

    void add(CoreId core) {
        if (!cores.contains(core)) {
            cores.add(core);
            cores.sort(null);
            tree = null;
        }
    }

    boolean remove(CoreId core) {
        tree = null;
        return cores.remove(core);
    }

    void keepOnly(CoreId core) {
        tree = null;
        cores.removeIf(each -> !each.equals(core));
    }

    /** From one core to all others here; it is made once for as long as they stay the same. */
    Tree tree(CoreId root, TreeShape shape) {
        if (tree == null) {
            tree = shape.over(
                    root, cores.stream().filter(core -> !core.equals(root)).toList());
        }
        return tree;
    }
}
