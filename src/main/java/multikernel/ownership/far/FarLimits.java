package multikernel.ownership.far;

/**
 * How much one node keeps for capabilities between nodes, and how long it waits.
 *
 * @param namesMax names that other nodes hold of this node's memory; beyond, {@code table-full}
 * @param heldMax names of other nodes' memory that this one holds; beyond, {@code table-full}
 * @param asksMax requests that wait here for another node, and as many of others that wait for a majority; beyond,
 *     {@code busy}
 * @param endedMax of those that ended, how many are remembered with the reason
 * @param leaseNanos how long a majority's hearing counts, from before it was asked
 * @param limitNanos until a request is ended without an answer
 * @param againNanos after which what was not answered is said again; less than the lease
 */
public record FarLimits(
        int namesMax, int heldMax, int asksMax, int endedMax, long leaseNanos, long limitNanos, long againNanos) {

    private static final long MILLIS = 1_000_000L;

    public static FarLimits of(int namesMax, int heldMax, int asksMax, long leaseNanos, long limitNanos) {
        return new FarLimits(namesMax, heldMax, asksMax, 1024, leaseNanos, limitNanos, 100 * MILLIS);
    }

    public FarLimits {
        if (namesMax < 1 || heldMax < 1 || asksMax < 1 || endedMax < 1) {
            throw new IllegalArgumentException("names, requests and what is remembered of them start at 1");
        }
        if (againNanos < 1 || leaseNanos <= againNanos || limitNanos <= againNanos) {
            throw new IllegalArgumentException("a lease of " + leaseNanos + " ns and a limit of " + limitNanos
                    + " ns must be longer than " + againNanos + " ns, after which one asks again");
        }
    }
}
