package multikernel.link;

import java.util.Optional;
import multikernel.urpc.Channel.Ending;

/** What a link wants done, or tells; in order. */
public sealed interface LinkEffect {

    /** Make a connection, then say {@link NodeLink#dialled}, or {@link NodeLink#lost} of connection 0. */
    record Dial() implements LinkEffect {}

    /**
     * Close that connection.
     *
     * @param farewell the last frame on it, if any
     */
    record Drop(long connection, String why, Optional<Farewell> farewell) implements LinkEffect {}

    /** The peer is there, in an incarnation that it was never heard of in. */
    record Began(long incarnation) implements LinkEffect {}

    /** The same session goes on over another connection. */
    record Resumed(long connection) implements LinkEffect {}

    /** Every channel of the session is over, each was told so before. */
    record Ended(long incarnation, Ending why) implements LinkEffect {}

    /** The peer, or this node, does not want the other. */
    record Refused(Farewell why, boolean byPeer) implements LinkEffect {}

    /** Nothing was heard of the peer for {@link LinkLimits#silentNanos}: a suspicion, no verdict. */
    record Silent() implements LinkEffect {}

    /** It speaks again. */
    record Heard() implements LinkEffect {}

    /** The peer wants a channel: {@link LinkChannel#accept} or {@link LinkChannel#decline} it. */
    record Asked(LinkChannel channel) implements LinkEffect {}

    /** The channel that this end asked for is there. */
    record Opened(LinkChannel channel) implements LinkEffect {}

    /** The channel asked for is not. */
    record NotOpened(LinkChannel channel, Declined why) implements LinkEffect {}

    /** Whoever handles it says {@link LinkChannel#handle} afterwards. */
    record Received(LinkChannel channel, byte[] bytes) implements LinkEffect {}

    /** A sender was told {@code BUSY} and wants to know: there is room, or the channel takes nothing any more. */
    record Room(LinkChannel channel) implements LinkEffect {}

    record Closed(LinkChannel channel, Ending why) implements LinkEffect {}
}
