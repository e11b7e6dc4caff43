package multikernel.runtime;

import akka.actor.ActorCell;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Channel;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** A core's control channel to one other: its own lane, which the other looks at before data. */
final class ControlChannel implements Channel<Object> {

    private final CoreLoop from;
    private final Incarnation to;
    private final Lane<ActorCell, Object> lane;

    ControlChannel(CoreLoop from, Incarnation to, Lane<ActorCell, Object> lane) {
        this.from = from;
        this.to = to;
        this.lane = lane;
    }

    Incarnation to() {
        return to;
    }

    boolean hasRoom() {
        return isCut() || lane.hasRoom();
    }

    private boolean isCut() {
        return to.isClosed() || from.self().isFenced();
    }

    @Override
    public boolean offer(Object message) {
        if (isCut()) {
            lane.reject();
            from.drops().add(from.self().id(), to.id(), to.closedReason(), 1);
            return true;
        }
        if (lane.offer(null, message)) {
            to.inbox().signalControl();
            return true;
        }
        from.refused(this);
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
