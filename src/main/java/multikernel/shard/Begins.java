package multikernel.shard;

/**
 * Where the partitions of a domain begin that each node has by itself: whoever has it may have come when the node that
 * began the cluster was gone, so the nodes agree on one of them. Until then no group takes a seat on a second node, so
 * it takes no write, and what began elsewhere is dropped without loss.
 */
public enum Begins {
    /** Nobody has agreed on it yet. */
    NOT_AGREED,
    /** On this start of this node. */
    HERE,
    /** On the node that began the cluster, which this is not; so it is too with whatever nobody has to agree on. */
    WITH_CLUSTER,
    /** On another node. */
    ELSEWHERE
}
