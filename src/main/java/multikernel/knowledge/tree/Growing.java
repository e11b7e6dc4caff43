package multikernel.knowledge.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/** A tree while it is made. */
final class Growing {

    private final CoreId root;
    private final Map<CoreId, List<CoreId>> children = new HashMap<>();

    Growing(CoreId root) {
        this.root = root;
    }

    void add(CoreId parent, CoreId child) {
        children.computeIfAbsent(parent, core -> new ArrayList<>()).add(child);
    }

    void addAll(CoreId parent, List<CoreId> below) {
        below.forEach(child -> add(parent, child));
    }

    Tree tree() {
        return new Tree(root, children);
    }
}
