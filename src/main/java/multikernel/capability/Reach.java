package multikernel.capability;

/** How far a copy goes from the slot that it is made of. */
public enum Reach {
    SAME_TABLE,
    /** Another domain's table on the same core. */
    SAME_CORE,
    OTHER_CORE
}
