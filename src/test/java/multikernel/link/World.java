package multikernel.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import multikernel.link.Start.End;

/** A few nodes and the connections between them, on one thread; whoever drives it chooses what happens next. */
final class World {

    private static final List<String> NAMES = List.of("ant", "bee", "cow");

    final LinkLimits limits;
    final Mistake mistake;
    final Ledger ledger;
    final TreeMap<String, Start> latest = new TreeMap<>();
    final List<Start> starts = new ArrayList<>();
    final List<Wire> wires = new ArrayList<>();
    private final List<String> names;
    private final int batchBytes;
    private long wireNumber;
    long now = 1_000_000;

    World(int nodes, LinkLimits limits, int batchBytes, Mistake mistake) {
        this.limits = limits;
        this.mistake = mistake;
        this.batchBytes = batchBytes;
        this.ledger = new Ledger(this);
        this.names = NAMES.subList(0, nodes);
        names.forEach(this::start);
    }

    /** A node's next incarnation; what the last one had open is closed by the system. */
    Start start(String name) {
        var before = latest.get(name);
        if (before != null) {
            kill(before);
        }
        var start = new Start(name, before == null ? 1 : before.incarnation + 1, now);
        latest.put(name, start);
        starts.add(start);
        for (var peer : names) {
            if (!peer.equals(name)) {
                start.links.put(peer, link(start, peer));
            }
        }
        return start;
    }

    Start latest(String name) {
        return Objects.requireNonNull(latest.get(name));
    }

    private NodeLink link(Start start, String peer) {
        return new NodeLink(new NodeName("world", start.name, start.incarnation), peer, "", limits, now);
    }

    void kill(Start start) {
        start.isDead = true;
        wires.stream()
                .filter(wire -> wire.there.from == start || wire.back.from == start)
                .forEach(wire -> wire.from(start).isClosed = true);
    }

    void tick(Start start) {
        start.now = now;
        start.links.values().forEach(link -> {
            link.tick(now);
            perform(start, link);
        });
    }

    /** What every end does after each call: the next batch of frames into the connection. */
    void flush(Start start, NodeLink link) {
        var wire = start.wires.get(link.peer());
        if (wire == null || wire.from(start).isClosed) {
            return;
        }
        var batch = new ArrayList<Frame>();
        var bytes = 0;
        while (link.hasNext() && bytes < batchBytes) {
            var frame = link.next(now);
            var said = frame == null ? null : mistake.says(start, link, frame);
            if (said != null) {
                batch.add(said);
                bytes += Frames.bytes(said);
            }
        }
        var order = mistake.turnsRound() ? batch.reversed() : batch;
        ledger.batch(order);
        order.forEach(frame -> write(wire.from(start), frame));
    }

    private static void write(Wire.Way way, Frame frame) {
        var bytes = ByteBuffer.allocate(Frames.bytes(frame));
        Frames.put(frame, bytes);
        way.write(bytes);
    }

    private void perform(Start start, NodeLink link) {
        for (var effect : link.effects()) {
            ledger.effect(start, link, effect);
            switch (effect) {
                case LinkEffect.Dial() -> dial(start, link);
                case LinkEffect.Drop drop -> drop(start, link, drop);
                case LinkEffect.Asked(LinkChannel channel) -> {
                    channel.accept();
                    start.ends.add(new End(channel, link.peer(), link.session()));
                }
                case LinkEffect.Received _,
                        LinkEffect.Began _,
                        LinkEffect.Resumed _,
                        LinkEffect.Ended _,
                        LinkEffect.Refused _,
                        LinkEffect.Silent _,
                        LinkEffect.Heard _,
                        LinkEffect.Opened _,
                        LinkEffect.NotOpened _,
                        LinkEffect.Room _,
                        LinkEffect.Closed _ -> {}
            }
        }
        if (!link.effects().isEmpty()) {
            throw new AssertionError("an effect of an effect");
        }
    }

    private void dial(Start start, NodeLink link) {
        var answerer = latest.get(link.peer());
        if (answerer == null || answerer.isDead) {
            link.lost(0, now);
            return;
        }
        wireNumber++;
        var wire = new Wire(wireNumber, start, answerer, limits.messageBytesMax());
        wires.add(wire);
        start.wires.put(link.peer(), wire);
        link.dialled(wire.number, now);
        perform(start, link);
    }

    private void drop(Start start, NodeLink link, LinkEffect.Drop drop) {
        for (var wire : List.copyOf(wires)) {
            if (wire.number == drop.connection() && (wire.there.from == start || wire.back.from == start)) {
                drop.farewell().ifPresent(why -> {
                    if (!wire.from(start).isClosed) {
                        write(wire.from(start), new Frame.Bye(why));
                    }
                });
                wire.close(start);
                start.wires.remove(link.peer(), wire);
            }
        }
    }

    /** Some bytes of one direction arrive; returns whether anything happened. */
    boolean deliver(Wire.Way way, int bytesMax) {
        if (!way.to.runs() || way.isHeardClosed || way.isSilent) {
            return false;
        }
        if (way.count() == 0) {
            return way.isClosed && hearClosed(way);
        }
        var link = way.to.link(way.from.name);
        var bytes = way.take(Math.min(way.count(), Math.max(1, bytesMax)));
        try {
            for (var frame = way.reader.next(bytes); frame != null; frame = way.reader.next(bytes)) {
                hear(way, link, frame);
            }
        } catch (BadFrame bad) {
            throw new AssertionError(bad);
        }
        return true;
    }

    private void hear(Wire.Way way, NodeLink link, Frame frame) {
        var wire = way.wire();
        var heard = mistake.hears(way.to, link, frame);
        if (heard == null || way.isHeardClosed) {
            return;
        }
        if (way == wire.there && !wire.isGreeted) {
            if (!(heard instanceof Frame.Hello hello)) {
                // Who takes his leave before he has said who he is: nobody knows him.
                wire.close(way.to);
                return;
            }
            wire.isGreeted = true;
            link.greeted(wire.number, hello, now);
            if (link.connection() == wire.number) {
                way.to.wires.put(way.from.name, wire);
            }
        } else {
            link.received(wire.number, heard, now);
        }
        perform(way.to, link);
    }

    private boolean hearClosed(Wire.Way way) {
        way.isHeardClosed = true;
        var wire = way.wire();
        var link = way.to.link(way.from.name);
        wire.from(way.to).cut(wire.from(way.to).count());
        way.to.wires.remove(way.from.name, wire);
        link.lost(wire.number, now);
        perform(way.to, link);
        return true;
    }

    void open(Start start, NodeLink link, ChannelName name) {
        var channel = link.open(name, 1, 2);
        if (channel != null) {
            start.ends.add(new End(channel, link.peer(), link.session()));
        }
    }

    void send(Start start, End end, int padding) {
        var bytes = ledger.message(start, end, padding);
        switch (end.channel.send(bytes)) {
            case ACCEPTED -> end.sent++;
            case BUSY -> {
                end.asksForRoom = true;
                end.channel.awaitRoom();
            }
            case CLOSED -> {}
        }
        perform(start, start.link(end.peer));
    }

    void handle(End end, int messages) {
        end.unhandled -= messages;
        end.channel.handle(messages);
    }

    void close(Start start, End end) {
        if (end.received % 2 == 0) {
            end.channel.close();
        } else {
            end.channel.end();
        }
        perform(start, start.link(end.peer));
    }

    /** The node knows from others that the peer is out, up to the incarnation that is its latest. */
    void fence(Start start, String peer) {
        var incarnation = latest(peer).incarnation;
        start.fences.merge(peer, incarnation, Math::max);
        if (!mistake.ignoresFences()) {
            start.link(peer).fence(incarnation);
            perform(start, start.link(peer));
        }
    }

    Collection<Start> running() {
        return latest.values().stream().filter(Start::runs).toList();
    }

    List<Wire.Way> ways() {
        wires.removeIf(wire -> isOver(wire.there) && isOver(wire.back));
        return wires.stream()
                .flatMap(wire -> List.of(wire.there, wire.back).stream())
                .toList();
    }

    private static boolean isOver(Wire.Way way) {
        return way.isClosed && (way.isHeardClosed || way.to.isDead);
    }
}
