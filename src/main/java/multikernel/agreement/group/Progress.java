package multikernel.agreement.group;

import org.jspecify.annotations.Nullable;

/** How far an owner is with one other member, or with one that is to become a member. */
final class Progress {

    final Seat seat;
    /** It holds everything that the owner holds up to here. */
    long match;
    /** Sent from here on again if no answer comes. */
    long floor;
    /** To be sent next. */
    long next;
    /** What was sent last, and when something was answered last: either puts off sending again. */
    long movedAtNanos;

    long saidAtNanos;
    /** The latest of our own times of which it says that it follows. */
    long stampNanos;

    boolean granted;

    @Nullable
    Transfer transfer;

    Progress(Seat seat, long next, long nowNanos, long heartbeatNanos) {
        this.seat = seat;
        this.next = next;
        floor = next;
        movedAtNanos = nowNanos;
        saidAtNanos = nowNanos - heartbeatNanos;
    }

    void grant(long stamp) {
        if (!granted || stamp - stampNanos > 0) {
            granted = true;
            stampNanos = stamp;
        }
    }

    boolean heardWithin(long nanos, long nowNanos) {
        return granted && nowNanos - stampNanos < nanos;
    }

    void holds(long index, long nowNanos) {
        if (index > match) {
            match = index;
            movedAtNanos = nowNanos;
        }
        floor = Math.max(floor, match + 1);
        next = Math.max(next, floor);
    }

    void goBack(long index) {
        if (index >= match) {
            floor = index + 1;
            next = floor;
        }
    }

    void stopTransfer() {
        if (transfer != null) {
            transfer.close();
            transfer = null;
        }
    }
}
