package multikernel.agreement;

import java.util.List;
import multikernel.base.CoreId;

/**
 * A core in a tree that is written as a list, each core right before everything below it: so a message can carry it.
 *
 * @param incarnation which start of the core takes part; 0 when whoever wrote the list never saw it in a view
 * @param below how many cores are below it
 */
public record Branch(CoreId core, int incarnation, int below) {

    /** The subtree whose root is at this place of the list. */
    static List<Branch> subtree(List<Branch> tree, int at) {
        int below = tree.get(at).below;
        return below == 0 ? List.of(tree.get(at)) : List.copyOf(tree.subList(at, at + 1 + below));
    }

    /** Where the core is in the list, or -1. */
    static int find(List<Branch> tree, CoreId core) {
        for (int at = 0; at < tree.size(); at++) {
            if (tree.get(at).core.equals(core)) {
                return at;
            }
        }
        return -1;
    }
}
