package multikernel.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import multikernel.base.Plane;
import multikernel.urpc.Channel.Ending;
import multikernel.urpc.Channel.Sent;
import multikernel.urpc.Channel.State;
import org.jspecify.annotations.Nullable;

/** A session: one incarnation of this node with one of the peer, over any number of connections one after the other. */
final class Talk {

    final long incarnation;
    private final LinkLimits limits;
    private final List<LinkEffect> effects;
    private final Map<Plane, Flow> flows = new EnumMap<>(Plane.class);
    private final TreeMap<Integer, LinkChannel> channels = new TreeMap<>();
    final Owed owed;
    private final Set<LinkChannel> waiting = new LinkedHashSet<>();
    private int ourNext;

    /** @param isFirst whether this node's channels have odd numbers */
    Talk(long incarnation, boolean isFirst, LinkLimits limits, List<LinkEffect> effects) {
        this.incarnation = incarnation;
        this.limits = limits;
        this.effects = effects;
        this.owed = new Owed(limits);
        this.ourNext = isFirst ? 1 : 2;
        for (var plane : Plane.values()) {
            flows.put(plane, new Flow(limits.keptBytesMax()));
        }
    }

    Flow flow(Plane plane) {
        return Objects.requireNonNull(flows.get(plane));
    }

    Collection<LinkChannel> channels() {
        return List.copyOf(channels.values());
    }

    @Nullable
    LinkChannel open(ChannelName name, long sends, long receives) {
        if (channels.size() >= limits.channelsMax()) {
            return null;
        }
        var channel = LinkChannel.opening(this, ourNext, name, sends, receives, limits.window());
        ourNext += 2;
        channels.put(channel.id, channel);
        var flow = flow(name.plane());
        flow.add(channel.open(flow.next()), channel);
        return channel;
    }

    private boolean isOver(LinkChannel channel) {
        return channels.get(channel.id) != channel;
    }

    void accept(LinkChannel channel) {
        if (isOver(channel) || channel.state != State.CONNECTING) {
            return;
        }
        channel.state = State.CONNECTED;
        var flow = flow(channel.plane());
        flow.add(new Frame.Accept(channel.plane(), flow.next(), channel.id, limits.window()), channel);
    }

    void decline(LinkChannel channel, Declined why) {
        if (isOver(channel) || channel.state != State.CONNECTING) {
            return;
        }
        channel.state = State.CLOSED;
        channels.remove(channel.id);
        var flow = flow(channel.plane());
        flow.add(new Frame.Decline(channel.plane(), flow.next(), channel.id, why), channel);
    }

    private boolean hasRoom(LinkChannel channel, int bytes) {
        return channel.sent < channel.allowed && flow(channel.plane()).hasRoom(bytes);
    }

    Sent send(LinkChannel channel, byte[] bytes) {
        if (bytes.length > limits.messageBytesMax()) {
            throw new TooLong(bytes.length, limits.messageBytesMax());
        }
        if (isOver(channel) || channel.state != State.CONNECTED) {
            return Sent.CLOSED;
        }
        if (!hasRoom(channel, bytes.length)) {
            return Sent.BUSY;
        }
        channel.sent++;
        var flow = flow(channel.plane());
        flow.add(new Frame.Message(channel.plane(), flow.next(), channel.id, bytes), channel);
        return Sent.ACCEPTED;
    }

    void awaitRoom(LinkChannel channel) {
        if (channel.state == State.CONNECTED) {
            waiting.add(channel);
        }
    }

    void handled(LinkChannel channel, int messages) {
        channel.handled += messages;
        if (!isOver(channel) && channel.isCreditDue()) {
            owed.credit(channel);
        }
    }

    /** @param ended whether who had this end does nothing any more */
    void close(LinkChannel channel, boolean ended) {
        channel.wantsClose = true;
        channel.hasEnded |= ended;
        if (isOver(channel) || channel.hasFinished || channel.state == State.CONNECTING) {
            return;
        }
        channel.hasFinished = true;
        channel.state = State.DRAINING;
        var flow = flow(channel.plane());
        flow.add(new Frame.Finish(channel.plane(), flow.next(), channel.id, channel.hasEnded), channel);
        tellOfRoom();
    }

    /** What was sent and has not arrived is sent again, and every channel's credit with it. */
    void resume(long control, long data) throws Violation {
        owed.distance.lost();
        arrived(flow(Plane.CONTROL).resume(control));
        arrived(flow(Plane.DATA).resume(data));
        channels.values().stream()
                .filter(channel -> channel.state != State.CONNECTING)
                .forEach(owed::credit);
        tellOfRoom();
    }

    private void arrived(List<Flow.Kept> frames) {
        for (var kept : frames) {
            if (kept.frame() instanceof Frame.Message) {
                kept.channel().arrived++;
            } else if (kept.frame() instanceof Frame.Finish) {
                kept.channel().isFinishArrived = true;
                settle(kept.channel());
            }
        }
    }

    private void settle(LinkChannel channel) {
        if (channel.isFinishArrived && channel.isFinishHeard && !isOver(channel)) {
            over(channel, channel.isOtherEnded ? Ending.DISPATCHER_ENDED : Ending.CLOSED);
        }
    }

    private void over(LinkChannel channel, Ending why) {
        channels.remove(channel.id);
        owed.forget(channel);
        channel.state = State.CLOSED;
        if (waiting.remove(channel)) {
            effects.add(new LinkEffect.Room(channel));
        }
        effects.add(new LinkEffect.Closed(channel, why));
    }

    private void tellOfRoom() {
        for (var channel : new ArrayList<>(waiting)) {
            if (channel.state != State.CONNECTED || hasRoom(channel, limits.messageBytesMax())) {
                waiting.remove(channel);
                effects.add(new LinkEffect.Room(channel));
            }
        }
    }

    void received(Frame frame, long nowNanos) throws Violation {
        switch (frame) {
            case Frame.Acknowledge ack -> {
                arrived(flow(Plane.CONTROL).acknowledge(ack.control()));
                arrived(flow(Plane.DATA).acknowledge(ack.data()));
                tellOfRoom();
            }
            case Frame.Credit credit -> credit(channels.get(credit.channel()), credit.granted());
            case Frame.Numbered numbered -> {
                owed.received(numbered);
                flow(numbered.plane()).receive(numbered);
                inOrder(numbered);
            }
            case Frame.Ask ask -> owed.distance.asked(ask);
            case Frame.Echo echo -> owed.distance.echoed(echo, nowNanos);
            case Frame.Hello _, Frame.Bye _ -> throw new Violation("a second greeting");
            case Frame.OfConnection word -> throw new Violation(word + " in the middle of a session");
        }
    }

    /** What is said of a channel that is over is late, and says nothing. */
    private void credit(@Nullable LinkChannel channel, long granted) {
        if (channel != null && granted > channel.allowed) {
            channel.allowed = granted;
            tellOfRoom();
        }
    }

    private void inOrder(Frame.Numbered frame) throws Violation {
        if (frame instanceof Frame.Open open) {
            asked(open);
            return;
        }
        var channel = channels.get(frame.channel());
        var isAnswer = frame instanceof Frame.Accept || frame instanceof Frame.Decline;
        if (channel == null || channel.plane() != frame.plane() || !channel.mayHear(isAnswer)) {
            throw new Violation(frame.getClass().getSimpleName() + " of no such channel: " + frame.channel());
        }
        switch (frame) {
            case Frame.Accept accept -> accepted(channel, accept);
            case Frame.Decline decline -> declined(channel, decline);
            case Frame.Message message -> message(channel, message);
            case Frame.Finish finish -> finished(channel, finish.ended());
            case Frame.Open _ -> throw new AssertionError("handled above");
        }
    }

    private void asked(Frame.Open open) throws Violation {
        var isTheirs = (open.channel() - ourNext) % 2 != 0 && flow(open.plane()).opens(open.channel());
        if (!isTheirs || channels.containsKey(open.channel()) || open.service().isEmpty()) {
            throw new Violation("channel " + open.channel() + " is not theirs to open");
        }
        var channel = LinkChannel.asked(this, open, limits.window());
        channels.put(channel.id, channel);
        if (channels.size() > limits.channelsMax()) {
            decline(channel, Declined.BUSY);
        } else {
            effects.add(new LinkEffect.Asked(channel));
        }
    }

    private void accepted(LinkChannel channel, Frame.Accept accept) {
        channel.allowed = Math.max(channel.allowed, accept.granted());
        channel.state = State.CONNECTED;
        effects.add(new LinkEffect.Opened(channel));
        if (channel.wantsClose) {
            close(channel, channel.hasEnded);
        }
    }

    private void declined(LinkChannel channel, Frame.Decline decline) {
        channels.remove(channel.id);
        channel.state = State.CLOSED;
        effects.add(new LinkEffect.NotOpened(channel, decline.why()));
    }

    private void message(LinkChannel channel, Frame.Message message) throws Violation {
        if (channel.isFinishHeard || channel.received >= channel.granted) {
            throw new Violation("a message on channel " + channel.id + " that nobody has given room");
        }
        channel.received++;
        effects.add(new LinkEffect.Received(channel, message.bytes()));
    }

    private void finished(LinkChannel channel, boolean ended) throws Violation {
        if (channel.isFinishHeard) {
            throw new Violation("channel " + channel.id + " ends twice");
        }
        channel.isFinishHeard = true;
        channel.isOtherEnded = ended;
        owed.acknowledge();
        close(channel, /* ended= */ false);
        settle(channel);
    }

    boolean isIdle() {
        return owed.isNothing() && flows.values().stream().allMatch(Flow::isIdle);
    }

    /** The next frame to be written: what is owed, then control, then data. */
    @Nullable
    Frame next(long nowNanos) {
        var control = flow(Plane.CONTROL);
        var data = flow(Plane.DATA);
        boolean goesAlong = !control.isIdle() || !data.isIdle();
        var beside = owed.next(control.received(), data.received(), goesAlong, nowNanos);
        if (beside != null) {
            return beside;
        }
        var first = control.poll();
        return first != null ? first : data.poll();
    }

    void end(Ending why) {
        channels().forEach(channel -> over(channel, why));
    }
}
