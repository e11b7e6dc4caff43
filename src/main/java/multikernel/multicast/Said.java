package multikernel.multicast;

/** What becomes of a message that a member wants sent. */
public enum Said {
    /** Every member gets it that was one when it was sent, unless that member, or all that have it, end before. */
    ACCEPTED,
    /** A window of messages is under way: the message is its sender's still, who is told when there is room. */
    BUSY,
    /** Who wants to send is no member. */
    CLOSED
}
