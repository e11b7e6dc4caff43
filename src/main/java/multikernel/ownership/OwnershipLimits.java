package multikernel.ownership;

/**
 * How much one core may keep for capabilities.
 *
 * @param pendingMax operations that a core has been asked for and that have not ended; beyond, {@code busy}
 * @param waitingMax requests of all cores that wait at an owner for an object that is locked; beyond, {@code busy}
 * @param recentMax outcomes that a core remembers, so that an operation asked again is not done again
 * @param commitsMax commits that a core coordinates or takes part in at one time
 * @param handoverObjectsMax objects of an estate whose owner's role still goes along with a move
 * @param holderNanos how long a holder that is asked before a revoke may take to answer
 */
public record OwnershipLimits(
        int pendingMax, int waitingMax, int recentMax, int commitsMax, int handoverObjectsMax, long holderNanos) {

    public static final OwnershipLimits DEFAULT = new OwnershipLimits(1024, 1024, 4096, 4096, 64, 1_000_000_000L);

    public OwnershipLimits {
        if (pendingMax < 1
                || waitingMax < 1
                || recentMax < 1
                || commitsMax < 1
                || handoverObjectsMax < 1
                || holderNanos < 1) {
            throw new IllegalArgumentException("limits of ownership start at 1: " + pendingMax + ", " + waitingMax
                    + ", " + recentMax + ", " + commitsMax + ", " + handoverObjectsMax + ", " + holderNanos);
        }
    }
}
