package multikernel.agreement.group;

import org.jspecify.annotations.Nullable;

/** What a member has granted to an owner: until then it promises nothing to anyone else. */
final class Lease {

    private @Nullable Seat holder;
    private long untilNanos;

    void grant(Seat to, long untilNanos) {
        holder = to;
        this.untilNanos = untilNanos;
    }

    void releasedBy(Seat seat) {
        if (seat.equals(holder)) {
            holder = null;
        }
    }

    boolean bindsAgainst(Seat seat, long nowNanos) {
        return holder != null && !holder.equals(seat) && nowNanos - untilNanos < 0;
    }
}
