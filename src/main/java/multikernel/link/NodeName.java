package multikernel.link;

/**
 * Who a node is to others.
 *
 * @param cluster nodes of two clusters never talk
 * @param node unique in its cluster; 1 to 63 letters, digits, dots, - and _
 * @param incarnation counts the node's starts, from 1: higher than any that a peer has seen of this name
 */
public record NodeName(String cluster, String node, long incarnation) {

    /** Of names of nodes and clusters. */
    public static final String PATTERN = "[A-Za-z0-9]([A-Za-z0-9._-]{0,62})";

    public NodeName {
        if (!cluster.matches(PATTERN) || !node.matches(PATTERN) || incarnation < 1) {
            throw new IllegalArgumentException("no names of a cluster and a node, or no incarnation: " + cluster + ", "
                    + node + ", " + incarnation);
        }
    }
}
