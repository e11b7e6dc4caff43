package multikernel.base;

/**
 * A node as a view knows it.
 *
 * @param name its own in the cluster
 * @param incarnation counts the node's starts in its data directory, from 1
 */
public record NodeMember(String name, int incarnation) implements Comparable<NodeMember> {

    @Override
    public int compareTo(NodeMember other) {
        var names = name.compareTo(other.name);
        return names != 0 ? names : Integer.compare(incarnation, other.incarnation);
    }

    @Override
    public String toString() {
        return name + "." + incarnation;
    }
}
