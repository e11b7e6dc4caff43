package multikernel.shard;

import java.util.List;
import java.util.Optional;
import multikernel.agreement.group.Group;
import multikernel.agreement.group.GroupAct;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.GroupRefusal;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;
import multikernel.base.PartitionReading.Role;
import multikernel.codec.Bytes;
import multikernel.shard.ShardMessage.Founded;
import multikernel.shard.ShardMessage.HasNoSeat;
import multikernel.shard.ShardMessage.MayFound;
import multikernel.shard.ShardMessage.Said;
import multikernel.shard.ShardMessage.Within;
import org.jspecify.annotations.Nullable;

/** One host's part in one partition: its seat in the group, and whoever waits there for a write. */
final class Partition {

    final int number;
    final Founding founding;
    private final Seat self;
    Group group;
    /** Of the founding of the group: what is said under another is not for it. */
    private long groupNumber;

    private long ballotsBefore;
    private final ShardState state;
    private final Peers peers;
    private final ShardLimits limits;
    private final Out out;
    private final Waiters.Replies replies;
    private final Succession succession;
    private final Waiters waiters;
    private final Seating seating;
    private boolean serving;
    private boolean unsent;

    Partition(
            int number,
            Origin origin,
            ShardState state,
            ShardHost host,
            Peers peers,
            ShardLimits limits,
            Out out,
            Waiters.Replies replies) {
        this.number = number;
        this.state = state;
        self = host.seat();
        this.peers = peers;
        this.limits = limits;
        this.out = out;
        this.replies = replies;
        waiters = new Waiters(replies);
        succession = new Succession(number, self, peers, limits);
        seating = new Seating(number, self, peers, limits.replicas());
        founding = new Founding(number, host, origin, peers, limits, out);
        groupNumber = founding.number();
        group = begun(origin == Origin.FOUNDS);
    }

    private Group begun(boolean founds) {
        return founds
                ? Group.founding(self, List.of(self), state, limits.group())
                : Group.joining(self, state, limits.group());
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

    /** Whether the state is the newest there is: before it is whole, another founding may have written elsewhere. */
    boolean mayRead(long nowNanos) {
        return group.mayRead(nowNanos) == null && isSeated();
    }

    /** Whether a majority held that it had all its seats: from then on there is no other founding. */
    private boolean isSeated() {
        return group.seatsMostCommitted() >= limits.replicas();
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
        return new PartitionLook(number, role, owner == null ? 0 : owner.node(), ballot(), seats, absent);
    }

    /** What a group has done before it was whole counts for nothing. */
    long committed() {
        return isSeated() ? group.committed() : 0;
    }

    long ballot() {
        return ballotsBefore + group.ballot();
    }

    /** A command for this partition, which this host is thought to own; ends in one reply. */
    void asked(Seat from, long asking, Optional<Operation> operation, Bytes command, long nowNanos) {
        if (operation.isEmpty()) {
            read(from, asking, command, nowNanos);
            return;
        }
        if (waiters.isAwaited(operation.get())) {
            if (!waiters.add(operation.get(), from, asking)) {
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
            waiters.add(operation.get(), from, asking);
            if (!unsent) {
                unsent = true;
                replies.unsent(this);
            }
            perform(group.submit(operation.get(), command, nowNanos), nowNanos);
        }
    }

    private void read(Seat from, long asking, Bytes command, long nowNanos) {
        var refusal = group.mayRead(nowNanos);
        if (refusal == null && isSeated()) {
            replies.done(from, asking, committed(), state.read(command));
        } else {
            decline(from, asking, refusal == null ? ShardRefusal.TOO_FEW_SEATS : ShardRefusal.of(refusal), nowNanos);
        }
    }

    void flush(long nowNanos) {
        unsent = false;
        perform(group.flush(nowNanos), nowNanos);
    }

    void ticked(long nowNanos) {
        perform(group.ticked(nowNanos), nowNanos);
        if (founding.mayFound() && founding.founds(group.isBlank(), isSeatless(self, nowNanos), nowNanos)) {
            anew(true, nowNanos);
        }
        proceed(nowNanos);
    }

    void begins(Begins where, long nowNanos) {
        if (founding.begins(where)) {
            anew(where == Begins.HERE, nowNanos);
        }
    }

    /** What there was of a group takes part no more: it has taken no command, and will take none. */
    private void anew(boolean founds, long nowNanos) {
        perform(group.yield(), nowNanos);
        ballotsBefore += group.ballot();
        group = begun(founds);
        groupNumber = founding.number();
        succession.anew();
        seating.anew();
    }

    void elected(boolean isOurs, long nowNanos) {
        succession.elected(isOurs, nowNanos);
        proceed(nowNanos);
    }

    void stoodStill(long nowNanos) {
        succession.stoodStill(nowNanos);
    }

    void heard(ShardHost from, Within message, long nowNanos) {
        switch (message) {
            case Said said -> {
                if (heeds(said.founding(), nowNanos)) {
                    said(from.seat(), said.message(), nowNanos);
                }
            }
            case Founded founded -> heeds(founded.founding(), nowNanos);
            case MayFound(int _, long wanted) -> {
                if (isSeatless(from.seat(), nowNanos)) {
                    founding.asked(from, wanted, group.isBlank());
                }
            }
            case HasNoSeat answer -> founding.answered(from.seat(), answer.isBlank());
        }
    }

    /** Whether it never knew of seats enough to go on, and is not bound to an owner. */
    private boolean isSeatless(Seat asker, long nowNanos) {
        boolean knowsOfSeats = group.seatsMost() >= limits.seatsThatGoOn();
        return !knowsOfSeats && !isOwner(nowNanos) && !group.isBound(asker, nowNanos);
    }

    private boolean heeds(long other, long nowNanos) {
        var heed = founding.heeds(other);
        if (heed == Founding.Heed.NEXT) {
            anew(false, nowNanos);
        }
        groupNumber = founding.number();
        return heed != Founding.Heed.OVER;
    }

    private void said(Seat from, GroupMessage message, long nowNanos) {
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
        switch (succession.next(group.owner(), isOwner, group.seats(), waiters.count(), nowNanos)) {
            case NONE -> {}
            case LEAD -> perform(group.lead(nowNanos), nowNanos);
            case LEAVE_IT, YIELD -> perform(group.yield(), nowNanos);
        }
        var next = isOwner(nowNanos) ? seating.next(group.seats(), !succession.hasOwnedLong(nowNanos)) : seating.none();
        next.ifPresent(seats -> perform(group.seat(seats, nowNanos), nowNanos));
    }

    private void perform(List<GroupAct> acts, long nowNanos) {
        for (int i = 0; i < acts.size(); i++) {
            switch (acts.get(i)) {
                case GroupAct.Send send -> out.send(send.to(), new Said(number, groupNumber, send.message()));
                case GroupAct.Answered answered -> waiters.done(answered);
                case GroupAct.Refused refused -> waiters.declined(refused, committed(), owner(nowNanos));
                case GroupAct.Serving _ -> serves(true);
                case GroupAct.Ceased _ when serving -> serves(false);
                case GroupAct.Late _ -> out.add(new ShardAct.Late(number));
                case GroupAct.Ceased _, GroupAct.Seated _ -> {}
            }
        }
    }

    private void serves(boolean does) {
        serving = does;
        out.add(does ? new ShardAct.Serving(number) : new ShardAct.Ceased(number));
    }

    private void decline(Seat to, long asking, ShardRefusal why, long nowNanos) {
        replies.declined(to, asking, why, committed(), owner(nowNanos));
    }

    @Override
    public String toString() {
        return number + ": founding " + groupNumber + ", " + group;
    }
}
