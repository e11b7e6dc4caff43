package multikernel.base;

import java.util.List;
import java.util.Optional;

/**
 * The nodes of the cluster at one moment. Numbers grow, with gaps; on all nodes of one cluster the same number stands
 * for the same members.
 *
 * @param number from 1; 0 where there is no cluster
 * @param members ascending by name, each name once
 */
public record NodeView(long number, List<NodeMember> members) {

    /** The view of a node that has joined nobody. */
    public static final NodeView NONE = new NodeView(0, List.of());

    public NodeView {
        members = members.stream().sorted().toList();
    }

    /** The start of the node that is a member. */
    public Optional<NodeMember> member(String name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }

    /** Whether exactly this start of the node is a member: what an older one says is refused. */
    public boolean admits(String name, int incarnation) {
        return members.contains(new NodeMember(name, incarnation));
    }

    /** How many nodes are more than half of the members. */
    public int majority() {
        return members.size() / 2 + 1;
    }
}
