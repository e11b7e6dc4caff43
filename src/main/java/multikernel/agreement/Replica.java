package multikernel.agreement;

import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/** One slice on one core: what it holds, and below which ballot it listens to nobody. */
final class Replica<S, C> {

    private final int slice;
    private final Rules<S, C> rules;
    private final RecentRing recent;
    private long promised;
    private long ballot;
    private long number;
    private S state;
    /** What is held, for whoever keeps it; made when it is asked for and dropped at the next change. */
    private @Nullable Held<S> held;

    Replica(int slice, Rules<S, C> rules, int recentMax) {
        this.slice = slice;
        this.rules = rules;
        this.recent = new RecentRing(recentMax);
        this.state = rules.empty();
    }

    Held<S> held() {
        var known = held;
        if (known == null) {
            known = new Held<>(ballot, number, state, recent.snapshot());
            held = known;
        }
        return known;
    }

    S state() {
        return state;
    }

    long ballot() {
        return ballot;
    }

    long number() {
        return number;
    }

    RecentRing recent() {
        return recent;
    }

    boolean isGiven() {
        return ballot > 0;
    }

    boolean isOver(long otherBallot) {
        return otherBallot < promised;
    }

    /** Whether its owner's time is over, so that nobody awaits word of what it holds. */
    boolean isBehindItsPromise() {
        return ballot < promised;
    }

    void promise(long newBallot) {
        if (isOver(newBallot)) {
            throw broken("promises ballot " + newBallot + " below " + promised);
        }
        promised = newBallot;
    }

    void install(Held<S> given) {
        promise(given.ballot());
        boolean isNewer = given.ballot() > ballot || (given.ballot() == ballot && given.number() > number);
        if (!isNewer || given.number() < number) {
            throw broken("is given " + given.ballot() + "/" + given.number());
        }
        ballot = given.ballot();
        number = given.number();
        state = given.state();
        recent.become(given.recent());
        held = given;
    }

    void apply(long ofBallot, long next, OperationId operation, C change) {
        if (ofBallot != ballot || next != number + 1) {
            throw broken("applies " + ofBallot + "/" + next);
        }
        state = rules.apply(state, operation, change);
        number = next;
        recent.add(operation, next);
        held = null;
    }

    /** Channels are first in, first out and owners follow their own order: anything else is a broken invariant. */
    private IllegalStateException broken(String what) {
        return new IllegalStateException("slice " + slice + " at " + ballot + "/" + number + " " + what);
    }
}
