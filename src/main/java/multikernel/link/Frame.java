package multikernel.link;

import multikernel.base.CoreId;
import multikernel.base.Plane;

/** What one node says to another over a connection; {@link Frames} is how it lies in bytes. */
public sealed interface Frame {

    /** What must arrive once and in order: it is numbered in its plane, from 1, and kept until it is acknowledged. */
    sealed interface Numbered extends Frame {

        Plane plane();

        long number();

        /** Whose; it was made by the node that opened it. */
        int channel();
    }

    /**
     * First on each connection, both ways.
     *
     * @param peer whom the sender takes the receiver for
     * @param attempt counts the connections that the sender has made, or repeats the one that is answered
     * @param peerIncarnation of the receiver that the sender has a session with; 0 for none
     * @param control how many numbers of the plane it has received in that session; the rest is sent again
     * @param data the same
     * @param place proves which machine the sender runs on, to who can look; empty if it does not say
     */
    record Hello(
            int version,
            String cluster,
            String node,
            long incarnation,
            String peer,
            long attempt,
            long peerIncarnation,
            long control,
            long data,
            String place)
            implements Frame {}

    /** Last on a connection that the sender is about to close. */
    record Bye(Farewell why) implements Frame {}

    /** How many numbers of each plane have been received, ever in this session; sent alone it says: I am here. */
    record Acknowledge(long control, long data) implements Frame {}

    /** How many messages of the channel its receiver has room for, ever; a lower number than before says nothing. */
    record Credit(int channel, long granted) implements Frame {}

    /**
     * Asks how far the peer is.
     *
     * @param number counts the questions of one end, from 1
     */
    record Ask(long number) implements Frame {}

    /** To be said as soon as asked. */
    record Echo(long number) implements Frame {}

    /**
     * Asks for a channel.
     *
     * @param from the core that asks, on the sender's node
     * @param sends fingerprint of the messages that its opener sends; 0 for plain bytes
     * @param receives of those that it receives
     * @param granted how many messages the opener has room for
     */
    record Open(
            Plane plane,
            long number,
            int channel,
            CoreId from,
            CoreId to,
            String service,
            long sends,
            long receives,
            int granted)
            implements Numbered {}

    record Accept(Plane plane, long number, int channel, int granted) implements Numbered {}

    record Decline(Plane plane, long number, int channel, Declined why) implements Numbered {}

    /** @param bytes nobody changes them */
    record Message(Plane plane, long number, int channel, byte[] bytes) implements Numbered {}

    /**
     * Nothing more goes this way.
     *
     * @param ended whether who had this end has ended, for certain, and does nothing any more
     */
    record Finish(Plane plane, long number, int channel, boolean ended) implements Numbered {}

    /** About the connection itself: whoever has it takes these, no link ever sees one. */
    sealed interface OfConnection extends Frame {}

    /**
     * Where the sender wants to read frames from now on, said once by both after their hellos, if both named a place.
     *
     * @param file below a directory that both know; empty if it goes on with the connection
     * @param lines of the ring in it
     */
    record Ring(String file, int lines) implements OfConnection {}

    /** The sender's next frame lies in the receiver's ring. */
    record Moved() implements OfConnection {}

    /** Ends the receiver's sleep: there is something in its ring, or room in the sender's. */
    record Bell() implements OfConnection {}
}
