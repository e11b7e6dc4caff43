package multikernel.base;

/**
 * What a node knows of who was a member before it, and of who began the cluster.
 *
 * @param founder whether this node began the cluster, and nobody was there before
 * @param heir whether the node that began it is the only one that this one saw leave, and none of those that are left
 *     was a member before this one
 * @param eldest of the members of the view, who was taken in first; "" where there is no view
 * @param left starts of nodes that this one saw as members and that are none any more
 */
public record Descent(boolean founder, boolean heir, String eldest, int left) {

    /** Of a node that has joined nobody. */
    public static final Descent NONE = new Descent(false, false, "", 0);
}
