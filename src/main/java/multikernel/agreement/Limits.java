package multikernel.agreement;

/**
 * How much one replicated object may keep on one core.
 *
 * @param pendingMax operations that a core has asked for and awaits; beyond, {@code busy}
 * @param waitingMax answers that the owner of one slice withholds until all hold them, and requests that wait while it
 *     gathers; beyond, {@code busy} for what is certainly not done and {@code timed-out} for what may be
 * @param recentMax operations that a slice remembers, so that one asked again is not done again; should be at least
 *     {@code pendingMax} times the cores, otherwise an operation may be forgotten while its requester still waits
 */
public record Limits(int pendingMax, int waitingMax, int recentMax) {

    public Limits {
        if (pendingMax < 1 || waitingMax < 1 || recentMax < 1) {
            throw new IllegalArgumentException(
                    "limits of agreement start at 1: " + pendingMax + ", " + waitingMax + ", " + recentMax);
        }
    }
}
