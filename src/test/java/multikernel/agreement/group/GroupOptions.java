package multikernel.agreement.group;

import java.util.Random;

/**
 * What a seed makes of a world; printed when it fails.
 *
 * @param isHarsh whether clocks go as differently as they may, owners are usurped, what is sent reaches one alone, ends
 *     are told, and leases may be long: another world, in which other mistakes show
 */
record GroupOptions(
        int nodes,
        int seats,
        int clients,
        int calls,
        int keys,
        int faults,
        int lossPercent,
        int repeatPercent,
        int slowPercent,
        int slowMost,
        boolean hintsAnywhere,
        boolean isHarsh,
        GroupLimits limits) {

    static final int LEASE = 400;

    private static final int HARSH_EVERY = 4;

    /** So long that it matters by how much clocks differ. */
    static final int LEASE_LONG = 1200;

    static GroupOptions of(long seed, Random random) {
        boolean isHarsh = seed % HARSH_EVERY == 1;
        int nodes = 3 + random.nextInt(3) + random.nextInt(3);
        int inFlight = random.nextInt(3) == 0 ? 2 : 32;
        int kept = random.nextInt(2) == 0 ? 3 : 64;
        int recent = 2 * inFlight + random.nextInt(random.nextBoolean() ? 4 : 200);
        int batch = 1 + random.nextInt(random.nextBoolean() ? 2 : 16);
        int drift = random.nextInt(3) == 0 ? 0 : 100_000;
        var limits = new GroupLimits(
                isHarsh && random.nextInt(3) == 0 ? LEASE_LONG : LEASE,
                drift,
                60,
                40,
                30,
                300,
                inFlight,
                1 + random.nextInt(32),
                batch,
                100,
                kept,
                1 << 16,
                recent);
        return new GroupOptions(
                nodes,
                Math.min(nodes, random.nextInt(isHarsh ? 3 : 5) == 0 ? 2 + random.nextInt(4) : 3),
                1 + random.nextInt(4),
                1 + random.nextInt(10),
                1 + random.nextInt(5),
                random.nextInt(12),
                random.nextInt(3) * 10,
                random.nextInt(3) * 10,
                random.nextInt(4) * 5,
                1 + random.nextInt(1000),
                random.nextInt(3) > 0,
                isHarsh,
                limits);
    }
}
