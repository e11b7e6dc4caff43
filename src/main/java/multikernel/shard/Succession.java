package multikernel.shard;

import java.util.List;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.GroupMessage.Append;
import multikernel.agreement.group.GroupMessage.Fetch;
import multikernel.agreement.group.GroupMessage.Piece;
import multikernel.agreement.group.GroupMessage.Prepare;
import multikernel.agreement.group.GroupMessage.Release;
import multikernel.agreement.group.Seat;
import org.jspecify.annotations.Nullable;

/**
 * When a member is to own its group, and when no longer. Nobody waits for membership or for sharding: whoever misses
 * the owner waits its rank among the live members, and then stands; what sharding says only changes the rank. Two who
 * stand at once do no harm, for a ballot has one owner.
 */
final class Succession {

    enum Step {
        NONE,
        /** Stand, until another is owner. */
        LEAD,
        /** Another is owner. */
        LEAVE_IT,
        /** No longer own it. */
        YIELD
    }

    private enum Hint {
        NONE,
        OURS,
        NOT_OURS
    }

    private final int partition;
    private final Seat self;
    private final Peers peers;
    private final ShardLimits limits;
    private Hint hint = Hint.NONE;
    private boolean leading;
    /** Whether the latest owner has ended, for certain. */
    private boolean ownerEnded;

    /** The latest owner that was heard, and when. */
    private @Nullable Seat heardOwner;

    private long heardNanos;
    private boolean vacant;
    /** Nobody can own the group before. */
    private long vacantNanos;

    private @Nullable Seat candidate;
    private long candidateNanos;
    private boolean owning;
    private long owningNanos;
    private boolean leaving;
    private long leaveNanos;
    /** Computed again when a group hands out another list. */
    private List<Seat> rankedOf = List.of();

    private List<Seat> ranked = List.of();
    private boolean handedOver;
    private long handedOverNanos;

    Succession(int partition, Seat self, Peers peers, ShardLimits limits) {
        this.partition = partition;
        this.self = self;
        this.peers = peers;
        this.limits = limits;
    }

    /** The group is another one, of which nothing is known yet. */
    void anew() {
        leading = false;
        ownerEnded = false;
        heardOwner = null;
        vacant = false;
        candidate = null;
        owning = false;
        leaving = false;
        handedOver = false;
    }

    /** Whether the owner begins nothing more, because it is to yield. */
    boolean isLeaving() {
        return leaving;
    }

    /** Whether it has owned the group for so long that every view from before has arrived. */
    boolean hasOwnedLong(long nowNanos) {
        return owning && nowNanos - owningNanos >= limits.restNanos();
    }

    void elected(boolean isOurs, long nowNanos) {
        hint = isOurs ? Hint.OURS : Hint.NOT_OURS;
        if (isOurs) {
            leaving = false;
        } else if (owning) {
            leave(nowNanos);
        }
    }

    /** @param owner whom the member follows after it heard that */
    void heard(Seat from, GroupMessage message, @Nullable Seat owner, long nowNanos) {
        switch (message) {
            case Append _, Piece _ -> {
                if (from.equals(owner)) {
                    candidate = null;
                    heardOwner = owner;
                    heardNanos = nowNanos;
                    ownerEnded = false;
                }
            }
            case Prepare _, Fetch _ -> {
                candidate = from;
                candidateNanos = nowNanos;
            }
            case Release _ -> {
                if (owner == null && from.equals(heardOwner)) {
                    heardOwner = null;
                }
            }
            case GroupMessage.Promise _,
                    GroupMessage.Refuse _,
                    GroupMessage.Fetched _,
                    GroupMessage.Appended _,
                    GroupMessage.Missing _,
                    GroupMessage.Taken _ -> {}
        }
    }

    /** A seat has ended, for certain: if it is the owner's, nobody waits, neither for its lease nor for a hint. */
    void ended(Seat seat) {
        if (seat.equals(heardOwner)) {
            heardOwner = null;
            vacant = false;
            ownerEnded = true;
        }
    }

    /** This host itself stood still: who is silent may have spoken, so it begins to count again. */
    void stoodStill(long nowNanos) {
        heardNanos = nowNanos;
    }

    /**
     * @param owner whom the member follows
     * @param inFlight writes that are begun and not answered
     */
    Step next(@Nullable Seat owner, boolean isOwner, List<Seat> seats, int inFlight, long nowNanos) {
        if (isOwner) {
            return owns(seats, inFlight, nowNanos);
        }
        owning = false;
        leaving = false;
        if (owner != null && isHeard(owner, nowNanos)) {
            vacant = false;
            boolean wasLeading = leading;
            leading = leading && hint == Hint.OURS;
            return wasLeading && !leading ? Step.LEAVE_IT : Step.NONE;
        }
        if (!vacant) {
            vacant = true;
            vacantNanos = leaseEnd(nowNanos);
        }
        if (!leading && seats.contains(self) && isDue(seats, nowNanos)) {
            leading = true;
            return Step.LEAD;
        }
        return Step.NONE;
    }

    private Step owns(List<Seat> seats, int inFlight, long nowNanos) {
        vacant = false;
        if (!owning) {
            owning = true;
            owningNanos = nowNanos;
        }
        if (!leaving && isToBeHandedOver(seats, nowNanos)) {
            handedOver = true;
            handedOverNanos = nowNanos;
            leave(nowNanos);
        }
        if (leaving && (inFlight == 0 || nowNanos - leaveNanos >= 0)) {
            owning = false;
            leaving = false;
            leading = false;
            heardOwner = null;
            return Step.YIELD;
        }
        return Step.NONE;
    }

    private void leave(long nowNanos) {
        leaving = true;
        leaveNanos = nowNanos + limits.drainNanos();
    }

    /** Without a hint, to the first of those who are there, so that each node owns as many as any other. */
    private boolean isToBeHandedOver(List<Seat> seats, long nowNanos) {
        if (hint != Hint.NONE
                || seats.size() < limits.replicas()
                || nowNanos - owningNanos < limits.settleNanos()
                || handedOver && nowNanos - handedOverNanos < limits.restNanos()) {
            return false;
        }
        for (var seat : ranked(seats)) {
            if (seat.equals(self)) {
                return false;
            }
            if (peers.isSettled(seat, limits.settleNanos(), nowNanos)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the owner is there, and has been heard within a lease. */
    boolean isHeard(Seat owner, long nowNanos) {
        return peers.isLive(owner)
                && owner.equals(heardOwner)
                && nowNanos - heardNanos < limits.group().leaseNanos();
    }

    /** Whether for a lease nobody owned the group, though anyone who reaches a majority could. */
    boolean isForsaken(long nowNanos) {
        return leading && vacant && nowNanos - vacantNanos >= limits.group().leaseNanos();
    }

    private long leaseEnd(long nowNanos) {
        long end = heardNanos + limits.group().leaseNanos();
        return heardOwner != null && end - nowNanos > 0 ? end : nowNanos;
    }

    private boolean isDue(List<Seat> seats, long nowNanos) {
        long dueNanos = vacantNanos + rank(seats) * limits.rankNanos();
        if (nowNanos - dueNanos < 0) {
            return false;
        }
        long leaseNanos = limits.group().leaseNanos();
        boolean isOtherOnItsWay =
                candidate != null && peers.isLive(candidate) && nowNanos - candidateNanos < leaseNanos;
        return !isOtherOnItsWay || nowNanos - dueNanos >= 2 * leaseNanos;
    }

    /** Where the owner has ended for certain hints count for nobody: two would stand, and refuse each other. */
    private int rank(List<Seat> seats) {
        var heeded = ownerEnded ? Hint.NONE : hint;
        if (heeded == Hint.OURS) {
            return 0;
        }
        int rank = heeded == Hint.NONE ? 0 : 1;
        for (var seat : ranked(seats)) {
            if (seat.equals(self)) {
                break;
            }
            rank += peers.isLive(seat) ? 1 : 0;
        }
        return rank;
    }

    private List<Seat> ranked(List<Seat> seats) {
        if (seats != rankedOf) {
            rankedOf = seats;
            ranked = Seating.ranked(partition, seats);
        }
        return ranked;
    }
}
