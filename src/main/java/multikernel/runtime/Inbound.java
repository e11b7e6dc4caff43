package multikernel.runtime;

import akka.actor.ActorCell;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Lane;
import multikernel.urpc.Line;
import org.jspecify.annotations.Nullable;

/** A lane as its receiver sees it. It is polled while it is in use; a sender that finds it at rest says so. */
final class Inbound {

    private static final int POLLED = 0;

    private final Incarnation from;
    private final Lane<ActorCell, Object> lane;

    /** Changed when the lane comes to rest or is used again, so that its sender reads it from its own cache. */
    private final Line state = new Line();

    private @Nullable Inbound next;

    Inbound(Incarnation from, Lane<ActorCell, Object> lane) {
        this.from = from;
        this.lane = lane;
    }

    Incarnation from() {
        return from;
    }

    Lane<ActorCell, Object> lane() {
        return lane;
    }

    /** Sender, after each message, without a fence: {@link DataLanes} says what a miss costs. */
    boolean isPolled() {
        return state.getOpaque(POLLED) != 0;
    }

    /** True for one of the two sides: that one sees to it that the lane is polled. */
    boolean claim() {
        return state.compareAndSet(POLLED, 0, 1);
    }

    /** Receiver: nobody polls it from now on. */
    void rest() {
        state.setVolatile(POLLED, 0);
    }

    @Nullable
    Inbound next() {
        return next;
    }

    void next(@Nullable Inbound below) {
        next = below;
    }

    ChannelReading reading(CoreId to) {
        return new ChannelReading(
                from.id(),
                to,
                Tier.URPC,
                Plane.DATA,
                lane.capacity(),
                lane.depth(),
                lane.sent() + lane.rejected(),
                lane.received(),
                lane.stalls(),
                lane.rejected());
    }
}
