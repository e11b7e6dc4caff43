package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import multikernel.trace.Recorder;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** Takes what has come to a core by its data lanes, in runs. Used by the core's owner only. */
final class Intake {

    private final CoreLoop loop;
    private final Incarnation self;
    private final DataLanes lanes;
    private final Recorder recorder;
    private final Lane.Receiver<ActorCell, Object> arrival;
    /** While the core is buried: with each run it would be a line that others read. */
    private @Nullable Incarnation drainedFrom;

    Intake(CoreLoop loop, Incarnation self) {
        this.loop = loop;
        this.self = self;
        lanes = self.inbox().dataLanes();
        recorder = loop.recorder();
        arrival = loop.runQueue()::arrive;
    }

    /** An actor runs straight from its lane where it may; all others after all lanes. */
    boolean drain() {
        var worked = false;
        lanes.lookAtOne();
        for (var i = 0; i < lanes.count(); ) {
            var inbound = lanes.polled(i);
            drainedFrom = loop.isBurying() ? inbound.from() : null;
            var taken = !inbound.lane().isEmpty();
            if (taken) {
                recorder.drains(inbound.from().number(), inbound.lane().received());
                drain(inbound.lane());
            }
            worked |= taken;
            i += lanes.looked(i, !taken) ? 0 : 1;
        }
        drainedFrom = null;
        return worked;
    }

    private void drain(Lane<ActorCell, Object> lane) {
        var taken = Lane.RUN;
        for (var left = self.limits().drainPerLane(); left > 0 && taken == Lane.RUN; left -= Lane.RUN) {
            taken = lane.drain(arrival, Lane.RUN);
            loop.between();
        }
    }

    /** A message that had come, or comes still, for an actor of a core that has ended. */
    void buryMessage(ActorCell cell, Envelope envelope) {
        loop.drops().deadLetter(cell, envelope);
        if (!self.takeWrittenOff()) {
            loop.drops().add(drainedFrom == null ? null : drainedFrom.id(), self.id(), self.closedReason(), 1);
        }
    }
}
