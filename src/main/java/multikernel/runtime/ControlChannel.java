package multikernel.runtime;

import akka.actor.ActorCell;
import java.util.Collection;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** A core's control channel to one other: its own lane, which the other looks at before data. */
public final class ControlChannel {

    private final Incarnation from;
    private final Incarnation to;
    private final Lane<ActorCell, Object> lane;
    private final DropLedger drops;
    private final Collection<ControlChannel> refused;

    /** @param refused where it puts itself when it answers no */
    ControlChannel(
            Incarnation from,
            Incarnation to,
            Lane<ActorCell, Object> lane,
            DropLedger drops,
            Collection<ControlChannel> refused) {
        this.from = from;
        this.to = to;
        this.lane = lane;
        this.drops = drops;
        this.refused = refused;
    }

    Incarnation to() {
        return to;
    }

    boolean hasRoom() {
        return isCut() || lane.hasRoom();
    }

    private boolean isCut() {
        return to.isClosed() || from.isFenced();
    }

    public boolean offer(Object message) {
        if (isCut()) {
            lane.reject();
            var reason = from.isFenced() ? Dropped.Reason.CORE_STUCK : to.closedReason();
            drops.add(from.id(), to.id(), reason, 1);
            return true;
        }
        if (lane.offer(null, message)) {
            to.inbox().signalControl();
            return true;
        }
        if (!refused.contains(this)) {
            refused.add(this);
        }
        return false;
    }

    public @Nullable Object poll() {
        var taken = new Object[1];
        return lane.drain((cell, message) -> taken[0] = message, 1) == 0 ? null : taken[0];
    }

    public Tier tier() {
        return Tier.URPC;
    }

    public Plane plane() {
        return Plane.CONTROL;
    }

    public int capacity() {
        return lane.capacity();
    }

    public int depth() {
        return lane.depth();
    }

    public long sent() {
        return lane.sent();
    }

    public long received() {
        return lane.received();
    }

    public long stalls() {
        return lane.stalls();
    }
}
