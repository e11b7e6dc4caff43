package multikernel.agreement.group;

import multikernel.agreement.group.GroupMessage.Fetch;
import multikernel.agreement.group.GroupMessage.Fetched;
import multikernel.agreement.group.GroupMessage.Piece;
import multikernel.agreement.group.GroupMessage.Prepare;
import multikernel.agreement.group.GroupMessage.Promise;
import multikernel.agreement.group.GroupMessage.Refuse;
import multikernel.agreement.group.GroupMessage.Taken;

/** How a member becomes owner: it fences with the promises of a majority, then adopts the highest of what they hold. */
final class Campaign {

    private final Standing standing;
    private final Leading leading;

    Campaign(Standing standing, Leading leading) {
        this.standing = standing;
        this.leading = leading;
    }

    void beginIfDue(long nowNanos) {
        if (standing.wanted
                && standing.ownership == null
                && standing.candidacy == null
                && nowNanos - standing.campaignAtNanos >= 0
                && standing.seats().contains(standing.self)
                && !standing.lease.bindsAgainst(standing.self, nowNanos)) {
            long ballot = 1 + Math.max(standing.seenBallot, standing.promised);
            standing.promise(standing.self, ballot, nowNanos);
            var begun = new Candidacy(standing.self, standing.promiseUnder(ballot), nowNanos);
            standing.candidacy = begun;
            consider(begun, nowNanos);
        }
    }

    void promised(Seat from, Promise promise, long nowNanos) {
        var mine = standing.candidacy;
        if (mine != null && mine.ballot == promise.ballot() && !mine.isFetching()) {
            mine.promised(from, promise, nowNanos);
            consider(mine, nowNanos);
        }
    }

    private void consider(Candidacy mine, long nowNanos) {
        mine.newlyAsked().forEach(seat -> standing.acts.send(seat, new Prepare(mine.ballot, standing.ended)));
        if (!mine.hasMajority()) {
            return;
        }
        if (!mine.isOfTheGroup()) {
            standing.giveUp(nowNanos);
        } else if (mine.highest().equals(standing.self)) {
            own(mine, nowNanos);
        } else {
            mine.fetch(nowNanos);
            fetch(mine);
        }
    }

    private void fetch(Candidacy mine) {
        var replica = standing.replica;
        long from = replica.isIncomplete() ? GroupMessage.EVERYTHING : replica.committed() + 1;
        standing.acts.send(mine.highest(), new Fetch(mine.ballot, from));
    }

    void tick(long nowNanos) {
        var mine = standing.candidacy;
        if (mine == null) {
            beginIfDue(nowNanos);
        } else if (mine.isStuck(nowNanos, standing.limits.leaseNanos())) {
            standing.giveUp(nowNanos);
        } else if (mine.isDue(nowNanos, standing.limits.resendNanos())) {
            if (mine.isFetching()) {
                fetch(mine);
            } else {
                mine.silent().forEach(seat -> standing.acts.send(seat, new Prepare(mine.ballot, standing.ended)));
            }
        }
    }

    /** Someone has promised more: this ballot is over, for a candidate and for an owner. */
    void refused(Refuse refuse, long nowNanos) {
        standing.seenBallot = Math.max(standing.seenBallot, refuse.promised());
        var mine = standing.candidacy;
        var owned = standing.ownership;
        if (mine != null && mine.ballot == refuse.ballot() && refuse.promised() >= refuse.ballot()) {
            standing.giveUp(nowNanos);
        } else if (owned != null && owned.ballot == refuse.ballot() && refuse.promised() > refuse.ballot()) {
            standing.cease();
            standing.campaignAtNanos = nowNanos;
            beginIfDue(nowNanos);
        }
    }

    void fetched(Seat from, Fetched fetched, long nowNanos) {
        var mine = standing.candidacy;
        if (mine == null || mine.ballot != fetched.ballot() || !mine.fetchesFrom(from)) {
            return;
        }
        var replica = standing.replica;
        if (replica.isIncomplete()) {
            return;
        }
        long held = replica.accept(fetched.previousIndex(), fetched.previousBallot(), fetched.entries());
        if (held < 0) {
            return;
        }
        mine.moved(nowNanos);
        replica.commit(Math.min(fetched.committed(), held));
        if (held >= fetched.lastIndex()) {
            own(mine, nowNanos);
        } else {
            standing.acts.send(from, new Fetch(mine.ballot, held + 1));
        }
    }

    /** Whether the piece was for a candidate. */
    boolean piece(Seat from, Piece piece, long nowNanos) {
        var mine = standing.candidacy;
        if (mine == null || mine.ballot != piece.ballot() || !mine.fetchesFrom(from)) {
            return false;
        }
        mine.moved(nowNanos);
        int next = standing.replica.install(from, piece);
        standing.acts.send(from, new Taken(mine.ballot, piece.transfer(), next));
        if (next == GroupMessage.ENOUGH) {
            fetch(mine);
        }
        return true;
    }

    private void own(Candidacy mine, long nowNanos) {
        if (standing.replica.isIncomplete()) {
            throw new IllegalStateException(standing.self + " holds most and has no state");
        }
        var begun = new Ownership(standing.self, mine.ballot, standing.replica, standing.limits, standing.acts);
        standing.owned(begun);
        begun.follow(standing.desired, nowNanos);
        begun.flush(nowNanos);
        leading.proceed(begun, nowNanos);
    }
}
