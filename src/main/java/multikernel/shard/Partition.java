package multikernel.shard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import multikernel.agreement.group.Group;
import multikernel.agreement.group.GroupAct;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.GroupRefusal;
import multikernel.agreement.group.Operation;
import multikernel.agreement.group.Seat;
import multikernel.codec.Bytes;
import multikernel.shard.Founding.Step;
import multikernel.shard.ShardMessage.Said;
import multikernel.shard.ShardMessage.Within;
import org.jspecify.annotations.Nullable;

/** One host's part in one partition: its seat in the group, and whoever waits there for a write. */
final class Partition {

    final int number;
    private final Seat self;
    private Group group;
    private final ShardState state;
    private final Peers peers;
    private final ShardLimits limits;
    private final Out out;
    private final Waiters.Replies replies;
    private final Succession succession;
    private final Founding founding;
    private final Seating seating;
    private final Waiters waiters;
    /** Of the groups before this one. */
    private long ballotsBefore;

    private boolean serving;
    private boolean unsent;

    Partition(
            int number,
            boolean founds,
            ShardState state,
            Seat self,
            Peers peers,
            ShardLimits limits,
            Out out,
            Waiters.Replies replies) {
        this.number = number;
        this.state = state;
        this.self = self;
        this.peers = peers;
        this.limits = limits;
        this.out = out;
        waiters = new Waiters(replies);
        seating = new Seating(number, self, peers, limits.replicas());
        this.replies = replies;
        succession = new Succession(number, self, peers, limits);
        founding = new Founding(number, self, founds ? 1 : 0, peers, limits, out);
        group = founds
                ? Group.founding(self, List.of(self), state, limits.group())
                : Group.joining(self, state, limits.group());
    }

    /** Whether it holds a write, or has heard of one: such a founding is never given up. */
    boolean isWritten() {
        return group.isWritten() || founding.isWritten();
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
        return group.mayRead(nowNanos) == null && isLast();
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

    /** Whether nobody can have founded it anew while a majority of its seats has granted a lease. */
    private boolean isLast() {
        return isWritten() || group.seats().size() / 2 >= limits.replicas() / 2;
    }

    long committed() {
        return isWritten() ? group.committed() : 0;
    }

    long ballot() {
        return ballotsBefore + group.ballot();
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
            write(from, asking, operation.get(), command, nowNanos);
        }
    }

    private void read(Seat from, long asking, Bytes command, long nowNanos) {
        var refusal = group.mayRead(nowNanos);
        if (mayRead(nowNanos)) {
            replies.done(from, asking, committed(), state.read(command));
        } else {
            var why = refusal == null ? ShardRefusal.TOO_FEW_SEATS : ShardRefusal.of(refusal);
            decline(from, asking, why, nowNanos);
        }
    }

    private void write(Seat from, long asking, Operation operation, Bytes command, long nowNanos) {
        waiters.add(operation, from, asking);
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
        perform(founding.ticked(group.seats(), group.isWritten(), isVacant(self, nowNanos), nowNanos), nowNanos);
        proceed(nowNanos);
    }

    void elected(boolean isOurs, long nowNanos) {
        succession.elected(isOurs, nowNanos);
        proceed(nowNanos);
    }

    void stoodStill(long nowNanos) {
        succession.stoodStill(nowNanos);
    }

    void met(Seat seat) {
        founding.met(seat);
    }

    void viewed(Set<Long> left, long nowNanos) {
        founding.left(left);
        proceed(nowNanos);
    }

    void heard(Seat from, Within message, long nowNanos) {
        var step = founding.heard(from, message, group.seats(), group.isWritten(), isVacant(from, nowNanos));
        perform(step, nowNanos);
        if (step != Step.NONE && message instanceof Said said) {
            said(from, said.message(), nowNanos);
        }
    }

    /** Whether nobody else owns it as far as this member knows, nor may believe so; whoever asks owns it in vain. */
    private boolean isVacant(Seat by, long nowNanos) {
        var owner = owner(nowNanos);
        boolean isFree = owner == null || (owner.equals(by) && group.mayRead(nowNanos) != null);
        return isFree && !group.isBound(by, nowNanos);
    }

    private void perform(Step step, long nowNanos) {
        switch (step) {
            case NONE, HEED -> {}
            case JOIN -> anew(Group.joining(self, state, limits.group()));
            case FOUND -> {
                out.add(new ShardAct.Founded(number, founding.number()));
                anew(Group.founding(self, List.of(self), state, limits.group()));
                proceed(nowNanos);
            }
        }
    }

    /** The group that was there held no write, so nothing is lost with it, and nobody needs to hear of its end. */
    private void anew(Group next) {
        group.yield();
        ceased();
        ballotsBefore += group.ballot();
        group = next;
        succession.anew();
        seating.anew();
    }

    private void said(Seat from, GroupMessage message, long nowNanos) {
        var before = group.owner();
        perform(group.heard(from, message, nowNanos), nowNanos);
        succession.heard(from, message, group.owner(), nowNanos);
        if (before != null && group.owner() == null) {
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
                case GroupAct.Send send -> out.send(send.to(), new Said(number, founding.number(), send.message()));
                case GroupAct.Answered answered -> {
                    founding.written();
                    waiters.done(answered);
                }
                case GroupAct.Refused refused -> waiters.declined(refused, committed(), owner(nowNanos));
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

    private void decline(Seat to, long asking, ShardRefusal why, long nowNanos) {
        replies.declined(to, asking, why, committed(), owner(nowNanos));
    }

    @Override
    public String toString() {
        return number + ": founding " + founding.number() + ", " + group;
    }
}
