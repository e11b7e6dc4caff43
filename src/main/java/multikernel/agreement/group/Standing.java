package multikernel.agreement.group;

import java.util.List;
import java.util.Optional;
import multikernel.agreement.group.GroupMessage.Promise;
import org.jspecify.annotations.Nullable;

/** What a member has promised and to whom, what it is at the moment, and what it wants to be. */
final class Standing {

    /** Those that count for how long it waits. */
    private static final int FAILURES_MAX = 7;

    final Seat self;
    final GroupLimits limits;
    final Acts acts;
    final Replica replica;
    final Lease lease = new Lease();
    long promised;
    Seat promisedTo;
    /** The highest ballot that anyone spoke of. */
    long seenBallot;

    /** Whether this member is to own the group. */
    boolean wanted;

    long campaignAtNanos;
    /** Times that it gave up since there was an owner. */
    private int failures;
    /** Who the members should be; empty if nobody said. */
    List<Seat> desired = List.of();

    @Nullable
    Seat owner;

    @Nullable
    Candidacy candidacy;

    @Nullable
    Ownership ownership;
    /** The latest of which it is known that it has ended. */
    Optional<Seat> ended = Optional.empty();
    /** The state on its way to a candidate. */
    @Nullable
    Transfer donation;

    Standing(Seat self, List<Seat> founders, GroupState state, GroupLimits limits) {
        this.self = self;
        this.limits = limits;
        promisedTo = self;
        acts = new Acts();
        replica = new Replica(self, founders, state, limits, new Reporting());
    }

    /** Whether nothing keeps this member from promising a ballot to someone who does not own the group. */
    boolean mayPromise(Seat to, long ballot, long nowNanos) {
        return ballot > promised
                && !lease.bindsAgainst(to, nowNanos)
                && (ownership == null || !ownership.hasLease(nowNanos));
    }

    /** From now on lower ballots are refused, and what was done under them is over. */
    void promise(Seat to, long ballot, long nowNanos) {
        promised = ballot;
        promisedTo = to;
        owner = null;
        seenBallot = Math.max(seenBallot, ballot);
        cease();
        giveUp(nowNanos);
        endDonation();
    }

    Promise promiseUnder(long ballot) {
        var log = replica.log();
        return new Promise(ballot, log.lastBallot(), log.last(), log.seats());
    }

    /** An owner speaks under this ballot: it is followed, and has the lease. */
    void follow(Seat from, long ballot, long nowNanos) {
        if (ownership != null && ownership.ballot == ballot) {
            throw new IllegalStateException(from + " and " + self + " own the group under ballot " + ballot);
        }
        if (ballot > promised || !promisedTo.equals(from)) {
            promise(from, ballot, nowNanos);
        }
        owner = from;
        failures = 0;
        lease.grant(from, nowNanos + limits.leaseNanos());
    }

    /** That seat does nothing any more, so its lease keeps nothing back. */
    void ended(Seat seat, long nowNanos) {
        ended = Optional.of(seat);
        lease.releasedBy(seat);
        if (seat.equals(owner)) {
            owner = null;
            campaignAtNanos = nowNanos;
        }
    }

    void cease() {
        var old = ownership;
        ownership = null;
        if (old != null) {
            old.cease();
        }
    }

    /**
     * Two who hold different logs may have the same place, each in its own; and two who wait for as long as each other
     * would refuse each other for ever. So whoever failed before waits longer, by what the ballot says.
     */
    void giveUp(long nowNanos) {
        if (candidacy != null) {
            candidacy = null;
            long more = Math.floorMod(Rendezvous.weight(promised, self.node()), 1L + failures);
            campaignAtNanos = nowNanos + limits.backoffNanos() * (1 + Math.max(0, seats().indexOf(self)) + more);
            failures = Math.min(failures + 1, FAILURES_MAX);
        }
    }

    void owned(Ownership begun) {
        candidacy = null;
        failures = 0;
        owner = self;
        ownership = begun;
    }

    void endDonation() {
        if (donation != null) {
            donation.close();
            donation = null;
        }
    }

    List<Seat> seats() {
        return replica.log().seats();
    }

    /** Whoever waits for what is done is answered. */
    private final class Reporting implements Replica.Done {

        @Override
        public void done(long index, Operation operation, int place) {
            if (ownership != null && ownership.awaits(index)) {
                var recent = replica.recent();
                acts.add(new GroupAct.Answered(operation, recent.indexAt(place), recent.resultAt(place)));
            }
        }

        @Override
        public void forgotten(long index, Operation operation) {
            if (ownership != null && ownership.awaits(index)) {
                acts.add(new GroupAct.Refused(operation, GroupRefusal.FORGOTTEN));
            }
        }

        @Override
        public void seated(List<Seat> seats) {
            acts.add(new GroupAct.Seated(seats));
        }
    }
}
