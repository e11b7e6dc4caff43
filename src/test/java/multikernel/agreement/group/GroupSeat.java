package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.List;

/** One seat in a {@link GroupWorld}: a start of a node, its machine and its clock. */
final class GroupSeat {

    final int node;
    final Seat seat;
    final Group group;
    final Counters state;
    final GroupLimits limits;
    /** Millionths by which its clock is fast. */
    final int rate;

    boolean crashed;
    /** When it heard something last, by nobody's clock. */
    long now;

    boolean stopped;
    long stoppedAt;
    /** While it takes what came when it was stopped, and errs about the time. */
    boolean resuming;

    /** What came while it was stopped. */
    final List<Runnable> backlog = new ArrayList<>();

    GroupSeat(int node, Seat seat, Group group, Counters state, GroupLimits limits, int rate) {
        this.node = node;
        this.seat = seat;
        this.group = group;
        this.state = state;
        this.limits = limits;
        this.rate = rate;
    }

    /** Its clock goes on while it is stopped, and may begin anywhere. */
    long clock(long now) {
        return Long.MAX_VALUE - 500_000 * (node % 2) + node * 1_000L + now + now * rate / 1_000_000;
    }

    /** Who it is and takes for the group, for a person. */
    String report() {
        return seat + (crashed ? " ended" : "") + " " + group;
    }

    @Override
    public String toString() {
        return seat.toString();
    }
}
