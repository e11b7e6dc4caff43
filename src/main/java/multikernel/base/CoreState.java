package multikernel.base;

/** What the node's current view says of a core. */
public enum CoreState {
    /** A member that every peer has said it can talk to. */
    ONLINE,
    /** Taken off by a user, or not yet joined. */
    OFFLINE,
    /** Alive without progress: fenced, its memory quarantined, its successor not yet joined. */
    STUCK,
    /** Its loop has ended and its successor has not yet joined. */
    FAILED;

    /** The name on every wire: JSON, labels, command line. */
    public String word() {
        return Words.of(this);
    }
}
