package multikernel.base;

/** Where a member of a group is. */
public record GroupPlace(String node, CoreId core) implements Comparable<GroupPlace> {

    @Override
    public int compareTo(GroupPlace other) {
        var nodes = node.compareTo(other.node);
        return nodes != 0 ? nodes : core.compareTo(other.core);
    }

    @Override
    public String toString() {
        return node + "/" + core;
    }
}
