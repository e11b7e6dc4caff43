package multikernel.link;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.Plane;
import multikernel.link.Start.End;
import multikernel.urpc.Channel.Ending;

/** What was sent and what came, from outside of the protocol. */
final class Ledger {

    /** Frames that open, answer and finish channels are kept beyond the limit for messages. */
    private static final int OTHERS_BYTES = 3 * 80;

    private final World world;
    private final Map<String, End> senders = new HashMap<>();
    boolean isCalm;
    private String why = "";
    long received;
    long resumed;
    long ended;
    long stalls;

    Ledger(World world) {
        this.world = world;
    }

    /** Says who sent it and which of its messages it is. */
    byte[] message(Start start, End end, int padding) {
        senders.put(start.nameOf(end, true), end);
        var text = start.nameOf(end, true) + " " + end.sent + " ";
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), text.length() + padding);
    }

    /** Control goes first in each batch. */
    void batch(List<Frame> batch) {
        var hadData = false;
        for (var frame : batch) {
            if (frame instanceof Frame.Numbered numbered) {
                require(!hadData || numbered.plane() == Plane.DATA, "control waits behind data");
                hadData |= numbered.plane() == Plane.DATA;
            }
        }
    }

    void effect(Start start, NodeLink link, LinkEffect effect) {
        switch (effect) {
            case LinkEffect.Received(LinkChannel channel, byte[] bytes) -> received(start, link, channel, bytes);
            case LinkEffect.Began(long incarnation) ->
                require(
                        incarnation > start.fences.getOrDefault(link.peer(), 0L),
                        start + " believes " + link.peer() + "." + incarnation + ", which is fenced");
            case LinkEffect.Resumed _ -> resumed++;
            case LinkEffect.Ended over -> ended(start, link, over);
            case LinkEffect.Silent() -> require(!isCalm, start + " suspects a peer that speaks");
            case LinkEffect.Room(LinkChannel channel) -> {
                var end = start.end(channel);
                require(end.asksForRoom, "told of room without asking");
                end.asksForRoom = false;
                stalls++;
            }
            case LinkEffect.Closed(LinkChannel channel, Ending why) -> closed(start, start.end(channel), why);
            case LinkEffect.Refused refused -> require(!isCalm, start + " and " + link.peer() + ": " + refused);
            case LinkEffect.NotOpened(LinkChannel channel, Declined _) -> start.end(channel).isClosed = true;
            case LinkEffect.Drop drop -> why = drop.why();
            case LinkEffect.Dial _, LinkEffect.Heard _, LinkEffect.Asked _, LinkEffect.Opened _ -> {}
        }
        bounded(start, link);
    }

    private void received(Start start, NodeLink link, LinkChannel channel, byte[] bytes) {
        var end = start.end(channel);
        var text = new String(bytes, StandardCharsets.US_ASCII);
        var expected = start.nameOf(end, false) + " " + end.received + " ";
        require(text.startsWith(expected), "expected " + expected + "and got " + text.strip());
        require(end.session > start.fences.getOrDefault(link.peer(), 0L), "a zombie's message: " + text.strip());
        require(!end.isClosed, "a message after the end: " + text.strip());
        end.received++;
        end.unhandled++;
        received++;
        require(end.unhandled <= world.limits.window(), "more came than there is room for");
    }

    private void ended(Start start, NodeLink link, LinkEffect.Ended over) {
        ended++;
        var later = world.latest(link.peer()).incarnation > over.incarnation();
        var dead = world.starts.stream()
                .anyMatch(other -> other.name.equals(link.peer())
                        && other.incarnation == over.incarnation()
                        && (other.isDead || other.fences.getOrDefault(start.name, 0L) >= start.incarnation));
        var fenced = start.fences.getOrDefault(link.peer(), 0L) >= over.incarnation();
        var zombie = world.latest.get(start.name) != start;
        require(over.why() != Ending.BROKEN, "both keep to the protocol, and a session broke: " + why);
        require(later || dead || fenced || zombie, "a session of two that live ended: " + start + " " + over);
    }

    private void closed(Start start, End end, Ending why) {
        require(!end.isClosed, "closed twice");
        end.isClosed = true;
        if (why == Ending.CLOSED || why == Ending.DISPATCHER_ENDED) {
            var sender = senders.get(start.nameOf(end, false));
            var sent = sender == null ? 0 : sender.sent;
            require(sent == end.received, "closed in peace after " + end.received + " of " + sent);
            require(end.channel.arrived() == end.sent, "closed before all had arrived");
        }
    }

    private void bounded(Start start, NodeLink link) {
        var reading = link.reading();
        var most = world.limits.keptBytesMax() + OTHERS_BYTES * world.limits.channelsMax() * 2;
        require(
                reading.controlBytes() <= most && reading.dataBytes() <= most,
                start + " keeps " + reading + ", more than " + most);
        require(channels(link).size() <= 2 * world.limits.channelsMax(), "too many channels");
    }

    /** Nothing is under way any more, and everything that was accepted between two that live has come. */
    void rest() {
        for (var start : world.latest.values()) {
            for (var end : start.ends) {
                var peer = world.latest(end.peer);
                require(end.isClosed, start.nameOf(end, true) + " did not end");
                if (peer.incarnation == end.session) {
                    var sender = senders.get(start.nameOf(end, false));
                    require(sender == null || sender.sent == end.received, "lost on " + start.nameOf(end, false));
                }
            }
            for (var link : start.links.values()) {
                require(channels(link).isEmpty(), start + " still has " + channels(link));
            }
        }
    }

    private static Collection<LinkChannel> channels(NodeLink link) {
        var talk = link.talk();
        return talk == null ? List.of() : talk.channels();
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
