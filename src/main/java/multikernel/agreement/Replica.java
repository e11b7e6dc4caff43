package multikernel.agreement;

import multikernel.base.OperationId;

/** One slice on one core: what it holds, and below which ballot it listens to nobody. */
final class Replica<S, C> {

    private final int slice;
    private final Rules<S, C> rules;
    private final int recentMax;
    private long promised;
    private Held<S> held;

    Replica(int slice, Rules<S, C> rules, int recentMax) {
        this.slice = slice;
        this.rules = rules;
        this.recentMax = recentMax;
        this.held = new Held<>(0, 0, rules.empty(), Recent.NONE);
    }

    Held<S> held() {
        return held;
    }

    long promised() {
        return promised;
    }

    boolean isOver(long ballot) {
        return ballot < promised;
    }

    void promise(long ballot) {
        require(!isOver(ballot), "promises ballot " + ballot + " below " + promised);
        promised = ballot;
    }

    void install(Held<S> given) {
        promise(given.ballot());
        require(given.isNewerThan(held), "is given " + given.ballot() + "/" + given.number());
        require(given.number() >= held.number(), "would go back to number " + given.number());
        held = given;
    }

    void apply(long ballot, long number, OperationId operation, C change) {
        require(ballot == held.ballot(), "applies ballot " + ballot);
        require(number == held.number() + 1, "applies number " + number);
        var state = rules.apply(held.state(), operation, change);
        held = new Held<>(ballot, number, state, held.recent().with(operation, number, recentMax));
    }

    /** Channels are first in, first out and owners follow their own order: anything else is a broken invariant. */
    private void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(
                    "slice " + slice + " at " + held.ballot() + "/" + held.number() + " " + what);
        }
    }
}
