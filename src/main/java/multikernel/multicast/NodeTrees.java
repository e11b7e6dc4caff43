package multikernel.multicast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.Tree;

/**
 * Trees over members on several nodes: a message goes to each other node once, to its lowest member, which passes it on
 * inside. The way between nodes comes first, since it is the longest.
 */
public final class NodeTrees {

    private NodeTrees() {}

    /**
     * @param nodeOf each member
     * @param inside a tree over members of one node
     * @param childrenMax nodes that a member passes a message on to, from 1
     */
    public static Tree over(
            CoreId root, List<CoreId> others, Function<CoreId, NodeMember> nodeOf, Routes inside, int childrenMax) {
        var byNode = new TreeMap<NodeMember, List<CoreId>>();
        others.stream()
                .sorted()
                .forEach(each -> byNode.computeIfAbsent(nodeOf.apply(each), node -> new ArrayList<>())
                        .add(each));
        var own = byNode.remove(nodeOf.apply(root));
        var heads = new ArrayList<>(List.of(root));
        byNode.values().forEach(members -> heads.add(members.getFirst()));
        var children = new HashMap<CoreId, List<CoreId>>();
        add(children, wide(heads, childrenMax));
        byNode.values()
                .forEach(members -> add(children, inside.over(members.getFirst(), members.subList(1, members.size()))));
        if (own != null) {
            add(children, inside.over(root, own));
        }
        return new Tree(root, children);
    }

    private static void add(Map<CoreId, List<CoreId>> children, Tree tree) {
        tree.children()
                .forEach((member, below) -> children.computeIfAbsent(member, each -> new ArrayList<>())
                        .addAll(below));
    }

    /**
     * Each sends to so many of those behind it.
     *
     * @param members the root first
     */
    public static Tree wide(List<CoreId> members, int childrenMax) {
        var children = new HashMap<CoreId, List<CoreId>>();
        for (int at = 0; at * childrenMax + 1 < members.size(); at++) {
            int first = at * childrenMax + 1;
            children.put(members.get(at), members.subList(first, Math.min(first + childrenMax, members.size())));
        }
        return new Tree(members.getFirst(), children);
    }
}
