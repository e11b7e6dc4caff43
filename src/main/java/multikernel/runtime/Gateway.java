package multikernel.runtime;

import java.util.List;
import java.util.function.Consumer;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.link.ChannelName;
import multikernel.urpc.Channel;

/**
 * Carries channels between cores of this node and cores of others; handed over by the floor that has a network. One
 * core's thread has it: it is called there, and calls back there.
 */
public interface Gateway {

    /**
     * Asks another node for a channel.
     *
     * @param name its service is {@code DOMAIN/SENDERS-DOMAIN/INTERFACE}
     * @param fingerprint of the messages
     * @param sender answered once, by {@code opened} or {@code refused}
     */
    void open(String node, ChannelName name, long fingerprint, Sender sender);

    /** What the gateway has of one channel. */
    interface Carriage {

        /** What carries it now. */
        Tier tier();

        /** In this order; it keeps what the link has no room for. */
        void send(List<byte[]> messages);

        /** The receiver has handled so many more. */
        void handled(int messages);

        /** What was sent still arrives. */
        void close();

        /**
         * The same, and the other end hears {@link Channel.Ending#DISPATCHER_ENDED}: so it is said only once nothing of
         * the dispatcher runs any more.
         */
        void end();
    }

    /** The sender's end, as its node's gateway sees it. */
    interface Sender {

        void opened(Carriage carriage);

        void refused(Refusal why, String detail);

        /** The link has taken so many more: there is room for as many. */
        void taken(int messages);

        /** @param inDoubt the last so many of all may not have arrived */
        void closed(Channel.Ending why, long inDoubt);
    }

    /** The receiver's end, as its node's gateway sees it. */
    interface Receiver {

        void received(List<byte[]> messages);

        void closed(Channel.Ending why);
    }

    /** What the gateway may ask of its own node. */
    interface Site {

        /** Counts the gateways that this node has had, from 1. */
        long start();

        /** Takes a channel that another node asks for to the core that it is for; answered by one of the two. */
        void asked(
                String node,
                ChannelName name,
                long fingerprint,
                Carriage carriage,
                Consumer<Receiver> accepted,
                Consumer<Refusal> declined);

        /** From now on nobody is sent to this gateway. */
        void end();
    }

    /**
     * @param messageBytesMax of one encoded message
     * @param window messages of one channel that may wait for the link
     */
    record Limits(int messageBytesMax, int window) {}
}
