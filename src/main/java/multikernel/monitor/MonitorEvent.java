package multikernel.monitor;

import multikernel.base.OperationId;
import multikernel.base.View;
import multikernel.ownership.OwnershipEvent;

/** What a monitor's core is told. */
public sealed interface MonitorEvent {

    /** The guardian's next view; the first one may have any number, every other follows the one before. */
    record ViewChanged(View view) implements MonitorEvent {}

    record FromPeer(Envelope envelope) implements MonitorEvent {}

    /**
     * Begin this operation, or go on waiting for it: it ends in one {@link MonitorEffect.Answered}.
     *
     * @param operation new, or that of an operation that ended as {@code timed-out} and is asked again
     * @param deadlineNanos on the same clock as the time of every event; the first {@link Tick} at or after it ends the
     *     operation as {@code timed-out}
     */
    record Ask(OperationId operation, DomainChange change, long deadlineNanos) implements MonitorEvent {}

    /** Of this core's alone; what concerns all protocols is told by the other events. */
    record OfCapabilities(OwnershipEvent event) implements MonitorEvent {}

    /** Time has passed; needed only while {@link Conversations#pending()} is not 0. */
    record Tick() implements MonitorEvent {}
}
