package multikernel.agreement.group;

import multikernel.agreement.group.GroupMessage.Append;
import multikernel.agreement.group.GroupMessage.Appended;
import multikernel.agreement.group.GroupMessage.Fetch;
import multikernel.agreement.group.GroupMessage.Fetched;
import multikernel.agreement.group.GroupMessage.Missing;
import multikernel.agreement.group.GroupMessage.Piece;
import multikernel.agreement.group.GroupMessage.Prepare;
import multikernel.agreement.group.GroupMessage.Refuse;
import multikernel.agreement.group.GroupMessage.Release;
import multikernel.agreement.group.GroupMessage.Taken;

/** What a member does for those who own the group or are about to. */
final class Following {

    private final Standing standing;

    Following(Standing standing) {
        this.standing = standing;
    }

    void prepare(Seat from, Prepare prepare, long nowNanos) {
        prepare.ended().ifPresent(seat -> standing.ended(seat, nowNanos));
        long ballot = prepare.ballot();
        boolean repeated = ballot == standing.promised && standing.promisedTo.equals(from);
        if (!repeated && !standing.mayPromise(from, ballot, nowNanos)) {
            standing.acts.send(from, new Refuse(ballot, standing.promised));
            return;
        }
        if (!repeated) {
            standing.promise(from, ballot, nowNanos);
        }
        standing.acts.send(from, standing.promiseUnder(ballot));
    }

    void append(Seat from, Append append, long nowNanos) {
        standing.follow(from, append.ballot(), nowNanos);
        var replica = standing.replica;
        if (replica.isIncomplete()) {
            standing.acts.send(from, new Missing(append.ballot(), append.stampNanos(), GroupMessage.EVERYTHING));
            return;
        }
        long held = replica.accept(append.previousIndex(), append.previousBallot(), append.entries());
        if (held < 0) {
            standing.acts.send(from, new Missing(append.ballot(), append.stampNanos(), ~held));
        } else {
            standing.acts.send(from, new Appended(append.ballot(), append.stampNanos(), held));
            replica.commit(Math.min(append.committed(), held));
        }
    }

    void piece(Seat from, Piece piece, long nowNanos) {
        if (piece.ballot() == standing.promised && standing.promisedTo.equals(standing.self)) {
            standing.acts.send(from, new Taken(piece.ballot(), piece.transfer(), GroupMessage.ENOUGH));
            return;
        }
        standing.follow(from, piece.ballot(), nowNanos);
        int next = standing.replica.install(from, piece);
        standing.acts.send(from, new Taken(piece.ballot(), piece.transfer(), next));
    }

    /** A candidate that this member has promised to wants what it lacks. */
    void fetch(Seat from, Fetch fetch, long nowNanos) {
        if (fetch.ballot() != standing.promised || !standing.promisedTo.equals(from)) {
            return;
        }
        var replica = standing.replica;
        var log = replica.log();
        if (fetch.from() > log.base() && fetch.from() <= log.last() + 1) {
            var limits = standing.limits;
            var entries = log.from(fetch.from(), limits.batchMax(), limits.batchBytesMax());
            long previous = fetch.from() - 1;
            standing.acts.send(
                    from,
                    new Fetched(
                            fetch.ballot(),
                            previous,
                            log.ballotAt(previous),
                            replica.committed(),
                            log.last(),
                            entries));
        } else if (standing.donation == null) {
            var begun = new Transfer(replica, from, fetch.ballot(), standing.acts.nextTransfer(), nowNanos);
            standing.donation = begun;
            standing.acts.send(from, begun.current());
        }
    }

    /** Whether the answer was for what a candidate is given. */
    boolean taken(Seat from, Taken taken, long nowNanos) {
        var mine = standing.donation;
        if (mine == null || mine.ballot() != taken.ballot() || mine.number() != taken.transfer()) {
            return false;
        }
        if (taken.next() == GroupMessage.ENOUGH
                || taken.next() == 0 && mine.current().number() > 0) {
            standing.endDonation();
        } else if (mine.taken(taken.next(), nowNanos)) {
            standing.acts.send(from, mine.current());
        }
        return true;
    }

    void tick(long nowNanos) {
        var mine = standing.donation;
        if (mine != null && mine.isStuck(nowNanos, standing.limits.leaseNanos())) {
            standing.endDonation();
        } else if (mine != null && mine.isDue(nowNanos, standing.limits.resendNanos())) {
            standing.acts.send(mine.to(), mine.current());
        }
    }

    void released(Seat from, Release release, long nowNanos) {
        if (release.ballot() == standing.promised && standing.promisedTo.equals(from)) {
            standing.lease.releasedBy(from);
            standing.owner = null;
            standing.campaignAtNanos = nowNanos;
        }
    }
}
