package multikernel.multicast;

import multikernel.base.CoreId;

/**
 * What a member's part in a group stands on: the way to other members, and its own. Told in order what is to be done,
 * one thing at a time, so that a message that is sent makes nothing but itself; it must not call back from within.
 */
public interface Ground<M> {

    /** Loses nothing and keeps the order of the two, while both live. */
    void send(CoreId to, GroupMessage<M> message);

    /** To this core's own member, in the order in which it is to take it. It says so by {@link Casts#taken}. */
    void deliver(GroupMessage.Down<M> message);

    /** After a refusal for want of room. */
    void room();

    /** A member of the view takes less than is sent: from now on all are held back, or it is left behind. */
    void slow(Seat member);

    /** Messages passed this core's own member by. */
    void missed(Seat origin, long count);
}
