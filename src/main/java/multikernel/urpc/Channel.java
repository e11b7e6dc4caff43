package multikernel.urpc;

import multikernel.base.Plane;
import multikernel.base.Tier;

/**
 * The sender's end of a bounded way for messages to one receiver, whatever carries it. Used on its sender's thread;
 * what only reads may be called by anyone and is then a value between what it was and what it is.
 *
 * <pre>
 * CONNECTING --&gt; CONNECTED --close, by either end--&gt; DRAINING --all has arrived--&gt; CLOSED
 *      \             \-------- the other end is gone ---------------------------------^
 *       \--- refused ----------------------------------------------------------------/
 * </pre>
 *
 * @param <M> what it carries
 */
public interface Channel<M> {

    /** What became of a message. */
    enum Sent {
        /** It arrives, unless its receiver ends first. */
        ACCEPTED,
        /** There is no room now: the message is the sender's still. */
        BUSY,
        /** Nothing goes here any more. */
        CLOSED
    }

    /** Where in its life a channel is. */
    enum State {
        /** Asked for; takes nothing yet. */
        CONNECTING,
        CONNECTED,
        /** Takes nothing more; what was accepted still arrives. */
        DRAINING,
        CLOSED
    }

    /** Why nothing more comes or goes. */
    enum Ending {
        /** An end closed it, and everything that was accepted has arrived. */
        CLOSED,
        /** The other end's core, process or machine has ended; what had left it has arrived. */
        PEER_ENDED,
        /**
         * The dispatcher that had the other end has ended, for certain: it does nothing any more, and what had left it
         * has arrived. No other word says so much.
         */
        DISPATCHER_ENDED,
        /** The other end stands still and is fenced: whatever it may still write is not looked at. */
        FENCED,
        /** This end's receiver threw, or what came was no message. */
        BROKEN
    }

    /** The receiver's end; called on the receiver's thread, in order, never inside a call of its own. */
    interface Receiver<M> {

        void received(M message);

        /**
         * After one or more messages, before anything else has its turn: what was put off meanwhile can be done now.
         */
        default void paused() {}

        /** Once, after the last message. */
        void closed(Ending why);
    }

    Tier tier();

    Plane plane();

    State state();

    Sent trySend(M message);

    /**
     * The same, and asks to be told.
     *
     * @param room after {@code BUSY}: runs once, on the sender's thread, when there is room or the channel takes
     *     nothing any more; after any other answer never
     */
    Sent trySend(M message, Runnable room);

    /** What was accepted still arrives, then both ends are {@code CLOSED}; a second call does nothing. */
    void close();

    /** Places for what has not been received: messages, or lines of a ring, of which a message takes one or more. */
    int capacity();

    /** Places that are taken. */
    int depth();

    /** Messages that were accepted, ever. */
    long sent();

    /** Messages that the receiver was given, ever. */
    long received();

    /** Times that the answer was {@code BUSY}. */
    long stalls();

    /** Messages that were dropped because the other end is gone, or refused by a limit. */
    long rejected();
}
