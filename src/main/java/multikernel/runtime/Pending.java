package multikernel.runtime;

import multikernel.metrics.CoreTally;
import multikernel.monitor.Conversations;

/** What one core's monitor has under way: what it was asked, and what it waits for as an owner. */
record Pending(Conversations conversations, ObjectPlane objects, CoreTally tally) {

    /** Operations that were asked of this core and have not ended. */
    int asked() {
        return conversations.pending() + objects.pending();
    }

    boolean isAny() {
        return conversations.pending() + conversations.waiting() > 0 || objects.isAnyPending();
    }

    /** Shows it to whoever looks: what ends between two ticks is never shown, and costs nothing. */
    void post(long nowNanos) {
        tally.underway(conversations.votes(), objects.votes(), nowNanos);
    }
}
