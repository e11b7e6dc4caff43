package multikernel.ownership.far;

/** The interface of the channels between the nodes' parts. */
public sealed interface FarEnvelope {

    /**
     * @param from incarnation of the node that speaks
     * @param start of that node's part in this incarnation
     * @param to incarnation of the node that is meant
     */
    record Said(int from, long start, int to, FarMessage message) implements FarEnvelope {}
}
