package multikernel.multicast;

/**
 * Limits of rounds, the same at all members.
 *
 * @param partsMax that one member may have handed in and not been answered
 * @param patienceNanos after which a round is over without those who have not come to it
 */
public record RoundLimits(int partsMax, long patienceNanos) {

    public RoundLimits {
        if (partsMax < 1 || patienceNanos < 1) {
            throw new IllegalArgumentException("parts " + partsMax + ", patience " + patienceNanos);
        }
    }
}
