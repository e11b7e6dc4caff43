package multikernel.multicast;

import java.util.ArrayDeque;
import multikernel.multicast.RoundMessage.Open;

/**
 * What came of rounds that this member took part in, until it may be told: at once, or when all members hold it too.
 */
final class Telling<P> {

    private final RoundLimits limits;
    private final RoundGround<P> ground;
    /** The first is held, any behind it are of rounds that this member was late for. */
    private final ArrayDeque<Outcome<P>> untold = new ArrayDeque<>();

    private long since;

    Telling(RoundLimits limits, RoundGround<P> ground) {
        this.limits = limits;
        this.ground = ground;
    }

    /** The round that this member has open is over: it handed in the oldest of these parts, or none. */
    void over(long open, Open<P> next, Parts<P> parts) {
        if (next.round() != open + 1 || next.last().isEmpty()) {
            throw new IllegalStateException("in round " + open + ", then opens " + next.round());
        }
        boolean isAnswered = parts.isIn(open);
        boolean isAsked = isAnswered && !parts.isGivenUp();
        long sinceNanos = parts.asked();
        parts.opened();
        if (isAnswered) {
            parts.passed();
        }
        tell();
        if (isAsked) {
            untold.add(next.last().get());
            since = sinceNanos;
        }
        if (!limits.isHeld()) {
            tell();
        }
    }

    /** Its member comes when that has gone on without it. */
    void late(Parts<P> parts) {
        boolean isNext = untold.isEmpty();
        untold.add(Outcome.late(parts.next()));
        parts.passed();
        if (isNext) {
            tell();
        }
    }

    /** All members hold it. */
    void tell() {
        while (!untold.isEmpty()) {
            ground.over(untold.remove());
        }
    }

    /** Who has waited for too long is told that. */
    void ticked(Parts<P> parts, long nowNanos) {
        if (waitedNanos(nowNanos) >= limits.endNanos()) {
            ground.undecided(untold.remove().round());
            tell();
        }
        if (parts.giveUp(nowNanos, limits.endNanos())) {
            ground.undecided(parts.givenUpRound());
        }
    }

    /** For how long it has been waited for; 0 if nothing is held. */
    long waitedNanos(long nowNanos) {
        if (untold.isEmpty()) {
            return 0;
        }
        since = Parts.began(since, nowNanos);
        return nowNanos - since;
    }

    int count() {
        return untold.size();
    }
}
