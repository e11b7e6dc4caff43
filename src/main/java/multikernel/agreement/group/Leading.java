package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.GroupMessage.Appended;
import multikernel.agreement.group.GroupMessage.Missing;
import multikernel.agreement.group.GroupMessage.Taken;
import org.jspecify.annotations.Nullable;

/** What an owner does with the answers of the others, and how it changes who they are. */
final class Leading {

    /** With so many, the loss of any one leaves a majority; with two, it stops the group. */
    private static final int SEATS_WITHOUT_ONE = 3;

    private final Standing standing;

    Leading(Standing standing) {
        this.standing = standing;
    }

    void appended(Seat from, Appended appended, long nowNanos) {
        var mine = standing.ownership;
        var other = other(mine, appended.ballot(), from);
        if (mine != null && other != null) {
            other.grant(appended.stampNanos());
            other.holds(appended.index(), nowNanos);
            proceed(mine, nowNanos);
            mine.send(other, nowNanos);
        }
    }

    void missing(Seat from, Missing missing, long nowNanos) {
        var mine = standing.ownership;
        var other = other(mine, missing.ballot(), from);
        if (mine == null || other == null) {
            return;
        }
        other.grant(missing.stampNanos());
        if (missing.index() == GroupMessage.EVERYTHING) {
            mine.hand(other, nowNanos);
        } else {
            other.goBack(missing.index());
            mine.send(other, nowNanos);
        }
    }

    void taken(Seat from, Taken taken, long nowNanos) {
        var mine = standing.ownership;
        var other = other(mine, taken.ballot(), from);
        var transfer = other == null ? null : other.transfer;
        if (mine == null || other == null || transfer == null || transfer.number() != taken.transfer()) {
            return;
        }
        if (taken.next() == GroupMessage.ENOUGH) {
            other.stopTransfer();
            other.holds(transfer.index(), nowNanos);
            other.goBack(other.match);
            proceed(mine, nowNanos);
            mine.send(other, nowNanos);
        } else if (taken.next() == 0 && transfer.current().number() > 0) {
            other.stopTransfer();
            mine.hand(other, nowNanos);
        } else if (transfer.taken(taken.next(), nowNanos)) {
            standing.acts.send(from, transfer.current());
        }
    }

    private static @Nullable Progress other(@Nullable Ownership mine, long ballot, Seat from) {
        return mine == null || mine.ballot != ballot ? null : mine.progress(from);
    }

    /** Commits what can be, and goes on with the members. */
    void proceed(Ownership mine, long nowNanos) {
        mine.advance();
        var log = standing.replica.log();
        if (!mine.isServing() || standing.desired.isEmpty() || log.changedAt() > standing.replica.committed()) {
            return;
        }
        var next = nextSeats(mine, log.seats(), nowNanos);
        if (next != null && mine.hearsMajorityOf(next, nowNanos)) {
            mine.change(next);
            mine.follow(standing.desired, nowNanos);
            mine.flush(nowNanos);
            mine.advance();
        }
    }

    /**
     * One fewer or one more. Who is silent leaves before another comes, for it only makes the majority larger; who is
     * not leaves after. An owner that is alone takes in several at once: nobody else has a vote before.
     */
    private @Nullable List<Seat> nextSeats(Ownership mine, List<Seat> seats, long nowNanos) {
        var ready = new ArrayList<Seat>();
        Seat leaving = null;
        boolean silent = false;
        boolean awaited = false;
        for (var other : mine.others()) {
            boolean isSeated = seats.contains(other.seat);
            boolean isDesired = standing.desired.contains(other.seat);
            boolean isHeard = other.heardWithin(standing.limits.leaseNanos(), nowNanos);
            if (isSeated && !isDesired && (leaving == null || !isHeard)) {
                leaving = other.seat;
                silent = !isHeard;
            }
            if (!isSeated) {
                awaited = true;
                if (isHeard && isUpToDate(other)) {
                    ready.add(other.seat);
                }
            }
        }
        if (leaving != null && (!awaited || !ready.isEmpty() && (silent || seats.size() == GroupMessage.SEATS_MAX))) {
            var fewer = new ArrayList<>(seats);
            fewer.remove(leaving);
            return fewer;
        }
        return more(seats, ready);
    }

    private @Nullable List<Seat> more(List<Seat> seats, List<Seat> ready) {
        var more = new ArrayList<>(seats);
        if (seats.size() == 1) {
            more.addAll(ready);
            return more.size() >= Math.min(standing.desired.size(), SEATS_WITHOUT_ONE) && more.size() > 1 ? more : null;
        }
        if (ready.isEmpty() || seats.size() == GroupMessage.SEATS_MAX) {
            return null;
        }
        more.add(ready.getLast());
        return more;
    }

    private boolean isUpToDate(Progress other) {
        return other.transfer == null
                && other.match + standing.limits.batchMax()
                        >= standing.replica.log().last()
                && other.match >= standing.replica.log().changedAt();
    }
}
