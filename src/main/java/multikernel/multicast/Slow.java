package multikernel.multicast;

/** What becomes of a group while one of its members takes less than is sent. */
public enum Slow {
    /** It holds the others back: once a window is sent that it has not taken, senders are told {@code BUSY}. */
    HOLD,
    /** It is left behind: what it has no room for passes it by and is counted, until it has taken what it has. */
    LEAVE_BEHIND
}
