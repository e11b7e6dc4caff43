package multikernel.shard;

/** How the partitions of one host begin. */
public enum Origin {
    /** Here and now, empty: so it is on one node alone, at its first start, or while no other can have had a seat. */
    FOUNDS,
    /** A later start where they were founded: it founds again what never came to have its seats, once that is known. */
    FOUNDS_AGAIN,
    /** On another node. */
    JOINS,
    /** On another node, which founds it once it is the heir of the one that began the cluster, where it was founded. */
    INHERITS
}
