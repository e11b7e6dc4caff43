package multikernel.runtime;

import akka.actor.ActorCell;
import java.util.Collection;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Channel;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** A core's control channel to one other: its own lane, which the other looks at before data. */
final class ControlChannel implements Channel<Object> {

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

    @Override
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

    @Override
    public @Nullable Object poll() {
        var taken = new Object[1];
        return lane.drain((cell, message) -> taken[0] = message, 1) == 0 ? null : taken[0];
    }

    @Override
    public Tier tier() {
        return Tier.URPC;
    }

    @Override
    public Plane plane() {
        return Plane.CONTROL;
    }

    @Override
    public int capacity() {
        return lane.capacity();
    }

    @Override
    public int depth() {
        return lane.depth();
    }

    @Override
    public long sent() {
        return lane.sent();
    }

    @Override
    public long received() {
        return lane.received();
    }

    @Override
    public long stalls() {
        return lane.stalls();
    }
}
