package multikernel.capability;

/** How far a copy goes from the slot that it is made of. */
public enum Reach {
    SAME_TABLE,
    /** Another domain's table on the same core. */
    SAME_CORE,
    OTHER_CORE;

    /** @param isAway whether the slot and the copy are on two cores; then the domains do not matter */
    public static Reach of(boolean isAway, String from, String to) {
        if (isAway) {
            return OTHER_CORE;
        }
        return from.equals(to) ? SAME_TABLE : SAME_CORE;
    }
}
