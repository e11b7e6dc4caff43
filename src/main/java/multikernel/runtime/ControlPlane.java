package multikernel.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A core's control rings, both ways; used by the core's owner only. */
final class ControlPlane {

    private final Incarnation self;
    private final DropLedger drops;
    private final Map<Incarnation, ControlChannel> channels = new HashMap<>();

    /** Channels that had no room for a line, and have not told of room since. */
    private final ArrayList<ControlChannel> refused = new ArrayList<>();

    private @Nullable ControlHandler handler;
    private boolean ended;

    ControlPlane(Incarnation self, DropLedger drops) {
        this.self = self;
        this.drops = drops;
    }

    ControlChannel channel(Incarnation peer) {
        return channels.computeIfAbsent(
                peer, to -> new ControlChannel(self.interconnect().controlRing(self, to), drops, refused));
    }

    /** What came before there was a handler has waited in the rings. */
    void handler(ControlHandler receiver) {
        handler = receiver;
        self.inbox().signalControl();
    }

    /** Hands every line over; true if there was one. A core that has ended drops and counts the messages. */
    boolean drain(boolean burying) {
        var inbox = self.inbox();
        if (!inbox.hasControl()) {
            return false;
        }
        inbox.takeControl();
        var taken = 0;
        for (var ring : inbox.controlRings()) {
            taken += burying ? bury(ring) : drain(ring);
        }
        return taken > 0;
    }

    private int drain(ControlRing ring) {
        if (ring.from().isFenced()) {
            return 0;
        }
        var receiver = handler;
        var reader = ring.reader();
        if (receiver == null) {
            return 0;
        }
        var taken = ring.drain(receiver, ring.capacity());
        if (!reader.isEmpty()) {
            self.inbox().signalControl();
        }
        return taken;
    }

    private int bury(ControlRing ring) {
        if (ring.isEmpty()) {
            return 0;
        }
        var before = ring.reading().received();
        var lines = ring.bury();
        var messages = ring.reading().received() - before;
        if (messages > 0) {
            drops.add(ring.from().id(), self.id(), self.closedReason(), messages);
        }
        return lines;
    }

    /** Once in each turn of the loop. */
    boolean turn() {
        var worked = tellRoom();
        return (handler != null && !ended && handler.turn()) | worked;
    }

    boolean hasWork() {
        return handler != null && !ended && handler.hasWork();
    }

    /** From here on its handler is only told of room, by whoever buries the core. */
    void end() {
        ended = true;
        if (handler != null) {
            handler.end();
        }
    }

    /** Does anyone here wait for room? */
    boolean waits() {
        return !refused.isEmpty();
    }

    private boolean tellRoom() {
        var told = false;
        for (var i = refused.size() - 1; i >= 0; i--) {
            var channel = refused.get(i);
            if (channel.hasRoom()) {
                refused.remove(i);
                told = true;
                if (handler != null) {
                    handler.room(channel.to());
                }
            }
        }
        return told;
    }

    /** Lets go of the channels to incarnations that nobody lives on any more. */
    void forgetBuried() {
        channels.keySet().removeIf(Incarnation::isBuried);
    }
}
