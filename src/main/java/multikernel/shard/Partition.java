package multikernel.shard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.agreement.group.Group;
import multikernel.agreement.group.GroupAct;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.GroupRefusal;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;
import multikernel.base.PartitionReading.Role;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** One host's part in one partition: its seat in the group, and whoever waits there for a write. */
final class Partition {

    /** Askings of one write that wait together; its asker has long gone on if there are more. */
    private static final int TOGETHER_MAX = 16;

    /** Where the answer to one asking goes. */
    interface Replies {

        /** @param to this host's own seat, or another's */
        void done(Seat to, long asking, long index, Bytes result);

        /** A write is begun that waits for the end of the turn. */
        void unsent(Partition partition);

        void declined(Seat to, long asking, ShardRefusal why, long index, @Nullable Seat owner);
    }

    private record Waiter(Seat seat, long asking) {}

    final int number;
    private final Seat self;
    private final Group group;
    private final ShardState state;
    private final Peers peers;
    private final ShardLimits limits;
    private final Out out;
    private final Replies replies;
    private final Succession succession;
    private final Map<Operation, List<Waiter>> waiting = new LinkedHashMap<>();
    private List<Seat> desired = List.of();
    private long changesSeen;
    private boolean lateSeen;
    private boolean serving;
    private boolean unsent;
    /** What the seats were chosen for. */
    private List<Seat> seatsSeen = List.of();

    Partition(
            int number,
            Group group,
            ShardState state,
            Seat self,
            Peers peers,
            ShardLimits limits,
            Out out,
            Replies replies) {
        this.number = number;
        this.group = group;
        this.state = state;
        this.self = self;
        this.peers = peers;
        this.limits = limits;
        this.out = out;
        this.replies = replies;
        succession = new Succession(number, self, peers, limits);
    }

    boolean isServing() {
        return serving;
    }

    boolean isOwner(long nowNanos) {
        return group.mayRead(nowNanos) != GroupRefusal.NOT_OWNER;
    }

    /**
     * Whether this member is on the side of a minority, as far as it can know: its own lease has run out, or it has
     * heard of no owner for another lease after that of the last one ran out. What is asked for here is in vain then.
     */
    boolean isCutOff(long nowNanos) {
        return serving ? group.mayRead(nowNanos) == GroupRefusal.NO_MAJORITY : succession.isForsaken(nowNanos);
    }

    /** Whether the state is the newest there is. */
    boolean mayRead(long nowNanos) {
        return group.mayRead(nowNanos) == null;
    }

    /** Who owns it as far as this member knows: itself, or one whom it has heard of late. */
    @Nullable
    Seat owner(long nowNanos) {
        if (isOwner(nowNanos)) {
            return self;
        }
        var owner = group.owner();
        return owner != null && succession.isHeard(owner, nowNanos) ? owner : null;
    }

    /**
     * As owner, whether all its replicas are there; as a member, whether somebody is known to own it; as neither,
     * whether there is anybody to ask.
     */
    boolean isWhole(long nowNanos) {
        var seats = group.seats();
        if (serving) {
            return seats.stream().filter(peers::isLive).count() >= limits.replicas();
        }
        return seats.contains(self)
                ? owner(nowNanos) != null
                : !peers.holders(number).isEmpty();
    }

    PartitionLook look(long nowNanos) {
        var seats = group.seats();
        var owner = owner(nowNanos);
        var role = Role.of(serving, mayRead(nowNanos), seats.contains(self));
        var absent = seats.stream().filter(seat -> !peers.isLive(seat)).toList();
        return new PartitionLook(number, role, owner == null ? 0 : owner.node(), group.ballot(), seats, absent);
    }

    long committed() {
        return group.committed();
    }

    long ballot() {
        return group.ballot();
    }

    List<Seat> seats() {
        return group.seats();
    }

    /** A command for this partition, which this host is thought to own; ends in one reply. */
    void asked(Seat from, long asking, Optional<Operation> operation, Bytes command, long nowNanos) {
        if (operation.isEmpty()) {
            read(from, asking, command, nowNanos);
            return;
        }
        var together = waiting.get(operation.get());
        if (together != null) {
            if (together.size() < TOGETHER_MAX) {
                together.add(new Waiter(from, asking));
            } else {
                decline(from, asking, ShardRefusal.BUSY, nowNanos);
            }
            return;
        }
        boolean isOwner = isOwner(nowNanos);
        if (isOwner && succession.isLeaving()) {
            decline(from, asking, ShardRefusal.NO_OWNER, nowNanos);
        } else if (isOwner && group.seats().size() < limits.replicas()) {
            decline(from, asking, ShardRefusal.TOO_FEW_SEATS, nowNanos);
        } else {
            write(from, asking, operation.get(), command, nowNanos);
        }
    }

    private void read(Seat from, long asking, Bytes command, long nowNanos) {
        var refusal = group.mayRead(nowNanos);
        if (refusal == null) {
            replies.done(from, asking, group.committed(), state.read(command));
        } else {
            decline(from, asking, ShardRefusal.of(refusal), nowNanos);
        }
    }

    private void write(Seat from, long asking, Operation operation, Bytes command, long nowNanos) {
        var waiters = new ArrayList<Waiter>(1);
        waiters.add(new Waiter(from, asking));
        waiting.put(operation, waiters);
        if (!unsent) {
            unsent = true;
            replies.unsent(this);
        }
        perform(group.submit(operation, command, nowNanos), nowNanos);
    }

    void flush(long nowNanos) {
        unsent = false;
        perform(group.flush(nowNanos), nowNanos);
    }

    void ticked(long nowNanos) {
        perform(group.ticked(nowNanos), nowNanos);
        proceed(nowNanos);
    }

    void elected(boolean isOurs, long nowNanos) {
        succession.elected(isOurs, nowNanos);
        proceed(nowNanos);
    }

    void stoodStill(long nowNanos) {
        succession.stoodStill(nowNanos);
    }

    void heard(Seat from, GroupMessage message, long nowNanos) {
        var before = group.owner();
        perform(group.heard(from, message, nowNanos), nowNanos);
        var after = group.owner();
        succession.heard(from, message, after, nowNanos);
        if (before != null && after == null) {
            proceed(nowNanos);
        }
    }

    void ended(Seat seat, long nowNanos) {
        succession.ended(seat);
        perform(group.ended(seat, nowNanos), nowNanos);
        proceed(nowNanos);
    }

    /** Sees to who owns the group, and as owner to who its members are. */
    void proceed(long nowNanos) {
        boolean isOwner = isOwner(nowNanos);
        switch (succession.next(group.owner(), isOwner, group.seats(), waiting.size(), nowNanos)) {
            case NONE -> {}
            case LEAD -> perform(group.lead(nowNanos), nowNanos);
            case LEAVE_IT, YIELD -> perform(group.yield(), nowNanos);
        }
        if (isOwner(nowNanos)) {
            seat(nowNanos);
        } else if (!desired.isEmpty()) {
            desire(List.of(), nowNanos);
        }
    }

    private void seat(long nowNanos) {
        var seats = group.seats();
        boolean isViewLate = !succession.hasOwnedLong(nowNanos);
        if (seats != seatsSeen || peers.changes() != changesSeen || isViewLate != lateSeen || desired.isEmpty()) {
            seatsSeen = seats;
            changesSeen = peers.changes();
            lateSeen = isViewLate;
            desire(Seating.desired(number, seats, self, peers, limits.replicas(), isViewLate), nowNanos);
        }
    }

    private void desire(List<Seat> seats, long nowNanos) {
        if (!seats.equals(desired)) {
            desired = seats;
            perform(group.seat(seats, nowNanos), nowNanos);
        }
    }

    private void perform(List<GroupAct> acts, long nowNanos) {
        for (int i = 0; i < acts.size(); i++) {
            switch (acts.get(i)) {
                case GroupAct.Send send -> out.say(number, send.to(), send.message());
                case GroupAct.Answered answered -> {
                    for (var waiter : taken(answered.operation())) {
                        replies.done(waiter.seat, waiter.asking, answered.index(), answered.result());
                    }
                }
                case GroupAct.Refused refused -> {
                    for (var waiter : taken(refused.operation())) {
                        decline(waiter.seat, waiter.asking, ShardRefusal.of(refused.refusal()), nowNanos);
                    }
                }
                case GroupAct.Serving _ -> {
                    serving = true;
                    out.add(new ShardAct.Serving(number));
                }
                case GroupAct.Ceased _ -> ceased();
                case GroupAct.Late _ -> out.add(new ShardAct.Late(number));
                case GroupAct.Seated _ -> {}
            }
        }
    }

    private void ceased() {
        if (serving) {
            serving = false;
            out.add(new ShardAct.Ceased(number));
        }
    }

    private List<Waiter> taken(Operation operation) {
        var waiters = waiting.remove(operation);
        return waiters == null ? List.of() : waiters;
    }

    private void decline(Seat to, long asking, ShardRefusal why, long nowNanos) {
        replies.declined(to, asking, why, group.committed(), owner(nowNanos));
    }

    /** Where this member stands, for a person. */
    @Override
    public String toString() {
        return number + ": " + group;
    }
}
