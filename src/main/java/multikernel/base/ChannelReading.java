package multikernel.base;

/**
 * One look at a channel, read from its own indices. Once it stands still, {@code sent = received + rejected} and what
 * is in it; while it moves, that differs by what moved during the look.
 *
 * @param capacity places: messages of a lane, lines of a ring, of which a message takes one or more
 * @param depth places that are taken
 * @param sent messages that were given to it, ever, those included that were rejected
 * @param received messages that its receiver took out, ever
 * @param stalls times that a sender found it full
 * @param rejected messages that a limit refused, ever
 * @param toNode the node of the receiver; empty for this one
 */
public record ChannelReading(
        CoreId from,
        CoreId to,
        Tier tier,
        Plane plane,
        int capacity,
        int depth,
        long sent,
        long received,
        long stalls,
        long rejected,
        String toNode) {

    /** Of a channel inside the node. */
    public ChannelReading(
            CoreId from,
            CoreId to,
            Tier tier,
            Plane plane,
            int capacity,
            int depth,
            long sent,
            long received,
            long stalls,
            long rejected) {
        this(from, to, tier, plane, capacity, depth, sent, received, stalls, rejected, "");
    }
}
