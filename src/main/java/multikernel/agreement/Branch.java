package multikernel.agreement;

import java.util.ArrayList;
import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/**
 * A core in a tree that is written as a list, each core right before everything below it: so a message can carry it.
 *
 * @param incarnation which start of the core takes part; 0 when whoever wrote the list never saw it in a view
 * @param below how many cores are below it
 */
public record Branch(CoreId core, int incarnation, int below) {

    /** The tree as a list, without those that have ended: they take no part, and not everyone may know of their end. */
    static List<Branch> list(Tree tree, Presence presence) {
        var list = new ArrayList<Branch>();
        add(list, tree, tree.root(), presence);
        return list;
    }

    private static void add(List<Branch> list, Tree tree, CoreId core, Presence presence) {
        int at = list.size();
        int incarnation = presence.incarnation(core);
        boolean takesPart = presence.state(core, incarnation) != Presence.Of.ENDED;
        if (takesPart) {
            list.add(new Branch(core, incarnation, 0));
        }
        for (var child : tree.childrenOf(core)) {
            add(list, tree, child, presence);
        }
        if (takesPart) {
            list.set(at, new Branch(core, incarnation, list.size() - at - 1));
        }
    }

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
