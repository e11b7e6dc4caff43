package multikernel.network;

import multikernel.urpc.Channel.Ending;

/** What {@link Link#tend} tells its owner. */
public sealed interface LinkEvent {

    /** The other end is there: messages may go both ways. */
    record Connected(Session session) implements LinkEvent {}

    /**
     * The session is over, and all that had come was read before this.
     *
     * @param peer the incarnation of the other end
     * @param linesSent into the session's ring, ever
     * @param linesDelivered of them: the other end's receiver has returned for each; those after them are in doubt, it
     *     may have seen some of them
     */
    record Ended(long peer, Ending why, long linesSent, long linesDelivered) implements LinkEvent {}
}
