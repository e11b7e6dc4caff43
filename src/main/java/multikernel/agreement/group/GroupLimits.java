package multikernel.agreement.group;

/**
 * How long a group waits and how much it keeps on one member. All members have the same.
 *
 * @param leaseNanos for how long a member that follows an owner promises nothing to anyone else; no take-over is faster
 *     unless the owner releases it
 * @param driftMillionths by how much any two clocks may differ in rate; what an owner believes of its lease is shorter
 *     by as much
 * @param heartbeatNanos an owner says something to each member at least this often
 * @param resendNanos what is not answered for this long is sent again
 * @param backoffNanos times the place in the group: how long a candidate waits that was refused; one that was refused
 *     before, up to 7 times longer
 * @param writeNanos until a write is answered as timed out
 * @param inFlightMax writes that are not committed; beyond, {@code busy}
 * @param windowMax entries on their way to one member
 * @param batchMax entries in one message, at most {@link GroupMessage#ENTRIES_MAX}
 * @param batchBytesMax bytes of commands in one message, unless one command alone has more
 * @param keptMax entries that are kept once they are applied, so that a member that is behind needs no whole state
 * @param keptBytesMax bytes of commands in those
 * @param recentMax writes that are remembered with their results, so that none is done twice
 */
public record GroupLimits(
        long leaseNanos,
        int driftMillionths,
        long heartbeatNanos,
        long resendNanos,
        long backoffNanos,
        long writeNanos,
        int inFlightMax,
        int windowMax,
        int batchMax,
        int batchBytesMax,
        int keptMax,
        long keptBytesMax,
        int recentMax) {

    private static final int MILLION = 1_000_000;
    private static final long MILLIS = 1_000_000L;

    /** A lease of 2 s, so that every partition is writable again well within 10 s after its owner was killed. */
    public static final GroupLimits DEFAULT = new GroupLimits(
            2_000 * MILLIS,
            10_000,
            250 * MILLIS,
            100 * MILLIS,
            100 * MILLIS,
            5_000 * MILLIS,
            1024,
            1024,
            256,
            1 << 20,
            8192,
            16L << 20,
            8192);

    public GroupLimits {
        if (driftMillionths < 0 || driftMillionths > MILLION / 10) {
            throw new IllegalArgumentException("clocks drift by 0 to 100000 millionths, not " + driftMillionths);
        }
        if (heartbeatNanos < 1 || resendNanos < 1 || backoffNanos < 1 || writeNanos < 1) {
            throw new IllegalArgumentException("times of a group start at 1 ns");
        }
        if (leaseNanos < 2 * heartbeatNanos) {
            throw new IllegalArgumentException("a lease of " + leaseNanos + " ns is not renewed by a heartbeat every "
                    + heartbeatNanos + " ns: it takes two at least");
        }
        if (inFlightMax < 1 || windowMax < 1 || batchBytesMax < 1 || keptMax < 1 || keptBytesMax < 1 || recentMax < 1) {
            throw new IllegalArgumentException("what a group may hold starts at 1");
        }
        if (batchMax < 1 || batchMax > GroupMessage.ENTRIES_MAX) {
            throw new IllegalArgumentException("a message has 1 to " + GroupMessage.ENTRIES_MAX + " entries");
        }
        if (recentMax < 2 * inFlightMax) {
            throw new IllegalArgumentException("a write may be forgotten while it is asked for again: recentMax "
                    + recentMax + " is less than twice inFlightMax " + inFlightMax);
        }
    }

    /** What an owner believes of its lease, by its own clock: over before it is over by anyone else's. */
    long ownLeaseNanos() {
        return leaseNanos
                - leaseNanos / MILLION * driftMillionths
                - leaseNanos % MILLION * driftMillionths / MILLION
                - 1;
    }
}
