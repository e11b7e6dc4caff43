package multikernel.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A core's control channels, both ways; used by the core's owner only. */
final class ControlPlane {

    private final Incarnation self;
    private final DropLedger drops;
    private final Map<Incarnation, ControlChannel> channels = new HashMap<>();

    /** Channels that have answered an offer with no, and have not told of room since. */
    private final ArrayList<ControlChannel> refused = new ArrayList<>();

    private @Nullable ControlHandler handler;

    ControlPlane(Incarnation self, DropLedger drops) {
        this.self = self;
        this.drops = drops;
    }

    ControlChannel channel(Incarnation peer) {
        return channels.computeIfAbsent(
                peer, to -> new ControlChannel(self, to, self.interconnect().controlLane(self, to), drops, refused));
    }

    /** What came before there was a handler has waited in the lanes. */
    void handler(ControlHandler receiver) {
        handler = receiver;
        self.inbox().signalControl();
    }

    /** Hands every message over; true if there was one. A core that has ended drops and counts them. */
    boolean drain(boolean burying) {
        var inbox = self.inbox();
        var receiver = handler;
        if (!inbox.hasControl()) {
            return false;
        }
        inbox.takeControl();
        if (receiver == null && !burying) {
            return false;
        }
        var taken = 0;
        for (var inbound : inbox.controlLanes()) {
            var lane = inbound.lane();
            if (burying || receiver == null) {
                var count = lane.drain((cell, message) -> {}, lane.capacity());
                if (count > 0) {
                    drops.add(inbound.from().id(), self.id(), self.closedReason(), count);
                }
                taken += count;
            } else {
                taken += lane.drain((cell, message) -> receiver.received(inbound.from(), message), lane.capacity());
            }
            if (!lane.isEmpty()) {
                inbox.signalControl();
            }
        }
        return taken > 0;
    }

    /** Does anyone here wait for room? */
    boolean waits() {
        return !refused.isEmpty();
    }

    boolean tellRoom() {
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
