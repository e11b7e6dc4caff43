package multikernel.multicast;

/** In which order members are given what is sent to their group. */
public enum Order {
    /** What one member sends arrives everywhere in the order in which that member sent it. */
    FIFO,
    /** The same, and what a member had been given before it sent a message comes before that message everywhere. */
    CAUSAL,
    /** Everyone is given everything in one order, the sequencer's, which is a causal one: the eldest member's. */
    TOTAL
}
