package multikernel.runtime;

import akka.actor.ActorCell;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.Plane;
import multikernel.base.Tier;
import multikernel.urpc.Lane;

/** A lane as its receiver sees it. */
record Inbound(Incarnation from, Lane<ActorCell, Object> lane) {

    ChannelReading reading(CoreId to) {
        return new ChannelReading(
                from.id(),
                to,
                Tier.URPC,
                Plane.DATA,
                lane.capacity(),
                lane.depth(),
                lane.sent(),
                lane.received(),
                lane.stalls(),
                lane.rejected());
    }
}
