package multikernel.multicast;

/**
 * Limits of rounds, the same at all members.
 *
 * @param partsMax that one member may have handed in and not been answered
 * @param patienceNanos after which a round is over without those who have not come to it; after twice as long who waits
 *     is told that it is undecided
 * @param isHeld nobody is told what came of a round before all members hold it: where a member that is lost to the
 *     others may go on
 */
public record RoundLimits(int partsMax, long patienceNanos, boolean isHeld) {

    public RoundLimits {
        if (partsMax < 1 || patienceNanos < 1) {
            throw new IllegalArgumentException("parts " + partsMax + ", patience " + patienceNanos);
        }
    }

    long endNanos() {
        return 2 * patienceNanos;
    }
}
