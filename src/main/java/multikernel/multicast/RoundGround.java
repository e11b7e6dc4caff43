package multikernel.multicast;

import multikernel.base.CoreId;

/** What {@link Rounds} stand on; like {@link Ground} it is told one thing at a time and does not call back. */
public interface RoundGround<P> {

    /** Loses nothing and keeps the order of the two, while both live. */
    void send(CoreId to, RoundMessage<P> message);

    /** To this core's own member, the oldest of whose parts waits no more. */
    void over(Outcome<P> outcome);
}
