package multikernel.agreement;

/**
 * What a replica holds of a slice.
 *
 * @param ballot of the owner that gave it; 0 before any did
 * @param number of the last change in it; changes are numbered from 1 without gaps
 */
public record Held<S>(long ballot, long number, S state, Recent recent) {

    /** Whether an owner ever gave this replica its state. */
    public boolean isGiven() {
        return ballot > 0;
    }

    boolean isNewerThan(Held<S> other) {
        return ballot > other.ballot || (ballot == other.ballot && number > other.number);
    }

    Held<S> under(long newBallot) {
        return new Held<>(newBallot, number, state, recent);
    }
}
