package multikernel.multicast;

import multikernel.base.CoreId;

/** What {@link Rounds} stand on; like {@link Ground} it is told one thing at a time and does not call back. */
public interface RoundGround<P> {

    /** Loses nothing and keeps the order of the two, while both live. */
    void send(CoreId to, RoundMessage<P> message);

    /** To this core's own member, the oldest of whose parts waits no more. */
    void over(Outcome<P> outcome);

    /**
     * The same, without what came of it: that was not known in time. The part is still in the round, if that goes on.
     *
     * @param round 0 if that is not known either
     */
    void undecided(long round);
}
