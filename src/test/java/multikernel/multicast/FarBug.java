package multikernel.multicast;

/** Mistakes that the shell around a group over several nodes could make, planted in the world of such groups. */
enum FarBug {
    NONE,
    /** What was under way when a channel ended is taken to have arrived. */
    NOTHING_IS_SENT_AGAIN,
    /** A core that comes back is taken for the member that it had. */
    A_NEW_START_IS_THE_OLD_MEMBER,
    /** Members of a node that the majority has let go of stay. */
    LOST_NODES_STAY,
    /** A node that sees no other node any more goes on with its own members alone. */
    EACH_SIDE_DECIDES
}
