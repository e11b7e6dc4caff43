package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.List;
import multikernel.agreement.group.GroupMessage.Append;
import multikernel.agreement.group.GroupMessage.Release;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** The owner of a group under one ballot: it puts writes behind its log, sends them on, and counts who holds them. */
final class Ownership {

    final long ballot;
    private final Seat self;
    private final Replica replica;
    private final GroupLimits limits;
    private final Acts acts;
    private final List<Progress> others = new ArrayList<>();
    private final Awaited awaited;
    private final long beganAt;
    private boolean serving;

    Ownership(Seat self, long ballot, Replica replica, GroupLimits limits, Acts acts) {
        this.self = self;
        this.ballot = ballot;
        this.replica = replica;
        this.limits = limits;
        this.acts = acts;
        awaited = new Awaited(limits.inFlightMax());
        replica.log().add(new Entry.Began(ballot));
        beganAt = replica.log().last();
    }

    /** Everything that earlier owners may have answered is in the state. */
    boolean isServing() {
        return serving;
    }

    List<Progress> others() {
        return others;
    }

    /** The group, and those who are to join it. */
    void follow(List<Seat> desired, long nowNanos) {
        var wanted = new ArrayList<>(replica.log().seats());
        desired.stream().filter(seat -> !wanted.contains(seat)).forEach(wanted::add);
        wanted.remove(self);
        for (var other : List.copyOf(others)) {
            if (!wanted.remove(other.seat)) {
                other.stopTransfer();
                others.remove(other);
            }
        }
        wanted.forEach(seat -> others.add(new Progress(seat, beganAt, nowNanos, limits.heartbeatNanos())));
    }

    boolean isFull() {
        return replica.log().last() - replica.committed() >= limits.inFlightMax();
    }

    void write(Operation operation, Bytes command, long nowNanos) {
        replica.log().add(new Entry.Write(ballot, operation, command));
        awaited.add(replica.log().last(), nowNanos + limits.writeNanos());
    }

    void change(List<Seat> seats) {
        replica.log().add(new Entry.Change(ballot, seats));
    }

    /** Whether whoever asked for what stands at the index still waits. */
    boolean awaits(long index) {
        return awaited.take(index);
    }

    @Nullable
    Progress progress(Seat seat) {
        for (int i = 0; i < others.size(); i++) {
            if (others.get(i).seat.equals(seat)) {
                return others.get(i);
            }
        }
        return null;
    }

    /** Whether a majority follows, and has promised nothing to anyone else until now. */
    boolean hasLease(long nowNanos) {
        return grantedBy(replica.log().seats(), limits.ownLeaseNanos(), nowNanos);
    }

    /** Whether these could commit that they are the group: a group that cannot would never be another again. */
    boolean hearsMajorityOf(List<Seat> seats, long nowNanos) {
        return grantedBy(seats, 2 * limits.heartbeatNanos(), nowNanos);
    }

    private boolean grantedBy(List<Seat> seats, long nanos, long nowNanos) {
        int granted = 0;
        for (int i = 0; i < seats.size(); i++) {
            var seat = seats.get(i);
            if (seat.equals(self)) {
                granted++;
            } else {
                var other = progress(seat);
                if (other != null && other.heardWithin(nanos, nowNanos)) {
                    granted++;
                }
            }
        }
        return 2 * granted > seats.size();
    }

    /** Commits what a majority holds. */
    void advance() {
        long held = heldByMajority();
        if (held >= beganAt && held > replica.committed()) {
            replica.commit(held);
            if (!serving) {
                serving = true;
                acts.add(new GroupAct.Serving(ballot));
            }
        }
    }

    /** The highest index that more than half hold: with few seats, the quickest is to look at each. */
    private long heldByMajority() {
        var seats = replica.log().seats();
        long held = 0;
        for (int i = 0; i < seats.size(); i++) {
            long index = matchOf(seats.get(i));
            int holders = 0;
            for (int j = 0; j < seats.size(); j++) {
                if (matchOf(seats.get(j)) >= index) {
                    holders++;
                }
            }
            if (2 * holders > seats.size() && index > held) {
                held = index;
            }
        }
        return held;
    }

    private long matchOf(Seat seat) {
        if (seat.equals(self)) {
            return replica.log().last();
        }
        var other = progress(seat);
        return other == null ? 0 : other.match;
    }

    void flush(long nowNanos) {
        for (int i = 0; i < others.size(); i++) {
            send(others.get(i), nowNanos);
        }
    }

    /** What is new to a member, as far as its window is open. */
    void send(Progress to, long nowNanos) {
        var log = replica.log();
        if (to.transfer == null && to.next <= log.base() && to.heardWithin(limits.leaseNanos(), nowNanos)) {
            hand(to, nowNanos);
        }
        while (to.transfer == null
                && to.next > log.base()
                && to.next <= log.last()
                && to.next - to.floor < limits.windowMax()) {
            int room = (int) Math.min(limits.batchMax(), limits.windowMax() - (to.next - to.floor));
            var entries = log.from(to.next, room, limits.batchBytesMax());
            say(to, to.next - 1, entries, nowNanos);
            to.next += entries.size();
            to.movedAtNanos = nowNanos;
        }
    }

    /** Begins to hand over the state. */
    void hand(Progress to, long nowNanos) {
        if (to.transfer == null) {
            var transfer = new Transfer(replica, to.seat, ballot, acts.nextTransfer(), nowNanos);
            to.transfer = transfer;
            acts.send(to.seat, transfer.current());
        }
    }

    void tick(long nowNanos) {
        for (int i = 0; i < others.size(); i++) {
            var other = others.get(i);
            if (!other.heardWithin(limits.leaseNanos(), nowNanos)) {
                other.stopTransfer();
            }
            var transfer = other.transfer;
            if (transfer != null && transfer.isDue(nowNanos, limits.resendNanos())) {
                acts.send(other.seat, transfer.current());
            } else if (other.next > other.floor && nowNanos - other.movedAtNanos >= limits.resendNanos()) {
                other.next = other.floor;
            }
            send(other, nowNanos);
            if (nowNanos - other.saidAtNanos >= limits.heartbeatNanos()) {
                boolean known = other.match >= replica.log().base();
                say(other, known ? other.match : 0, List.of(), nowNanos);
            }
        }
        for (long late = awaited.late(nowNanos); late != Awaited.NONE; late = awaited.late(nowNanos)) {
            refuse(late);
        }
    }

    /** Nothing is done under this ballot any more. */
    void cease() {
        others.forEach(Progress::stopTransfer);
        for (long index = awaited.first(); index != Awaited.NONE; index = awaited.first()) {
            refuse(index);
        }
        acts.add(new GroupAct.Ceased(ballot));
    }

    void release() {
        others.forEach(other -> acts.send(other.seat, new Release(ballot)));
    }

    private void refuse(long index) {
        if (replica.log().at(index) instanceof Entry.Write write) {
            acts.add(new GroupAct.Refused(write.operation(), GroupRefusal.TIMED_OUT));
        }
    }

    private void say(Progress to, long previousIndex, List<Entry> entries, long nowNanos) {
        long previousBallot = previousIndex == 0 ? 0 : replica.log().ballotAt(previousIndex);
        acts.send(to.seat, new Append(ballot, nowNanos, previousIndex, previousBallot, replica.committed(), entries));
        to.saidAtNanos = nowNanos;
    }
}
