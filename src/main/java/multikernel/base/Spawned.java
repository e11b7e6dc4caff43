package multikernel.base;

/**
 * Which one this is of the domains with shards that had a name in a cluster, one after the other. Those of two do not
 * meet, so nothing of one that was ended is taken for part of the next.
 *
 * @param number which no other has; 0: the nodes have not agreed on it, each has the domain by its own configuration or
 *     program
 * @param by the start of a node where its partitions begin, the one that was asked for the domain; with number 0
 *     nobody's, and where they begin is agreed apart, see {@link Beginning}
 */
public record Spawned(long number, NodeMember by) {

    public static final Spawned BY_EACH_NODE = new Spawned(0, new NodeMember("", 0));

    public boolean isAgreed() {
        return number != 0;
    }
}
