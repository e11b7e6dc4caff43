package multikernel.agreement.group;

/**
 * A place in a group: one start of one node. What a group holds is in memory alone, so a node that starts again is
 * another seat, and nothing that the old one promised or accepted is expected of it.
 *
 * @param node the number of the node in the cluster
 * @param incarnation tells the starts of the node apart; a group compares them for equality only
 */
public record Seat(long node, long incarnation) {

    @Override
    public String toString() {
        return node + "." + incarnation;
    }
}
