package multikernel.runtime;

import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * Messages that did not arrive; published on the system's event stream.
 *
 * @param from null for a thread that is no core
 */
public record Dropped(@Nullable CoreId from, CoreId to, Reason reason, long count) {

    /** Why. */
    public enum Reason {
        /** More waited than a sender or its core may have waiting. */
        CHANNEL_FULL,
        /** A thread that is no core waited at the door as long as it may. */
        DOOR_CLOSED,
        /** The recipient's core is fenced; also a dead letter, as far as there are few in one turn of the sender's. */
        CORE_STUCK,
        /** The recipient's core has ended; also a dead letter, likewise. */
        CORE_ENDED,
        /** It passed a member of a group by, which was left behind. */
        LEFT_BEHIND,
        /** A partition did not take a command that nobody waits for. */
        PARTITION_REFUSED
    }
}
