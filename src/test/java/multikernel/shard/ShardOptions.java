package multikernel.shard;

import java.util.Random;
import multikernel.agreement.group.GroupLimits;

/** What a seed makes of a world; printed when it fails. */
record ShardOptions(
        int nodes,
        int coresMost,
        int partitions,
        int clients,
        int calls,
        int keys,
        int faults,
        int slowPercent,
        int slowMost,
        Hints hints,
        ShardLimits limits) {

    static final int LEASE = 400;

    enum Hints {
        NEVER,
        RIGHT,
        ANYHOW
    }

    static ShardOptions of(Random random) {
        int nodes = 3 + random.nextInt(3);
        int replicas = random.nextInt(8) == 0 ? 1 : random.nextInt(8) == 0 ? nodes : 3;
        int partitions = 1 + random.nextInt(random.nextBoolean() ? 1 : 4);
        int inFlight = random.nextInt(3) == 0 ? 2 : 32;
        int recent = 2 * inFlight + random.nextInt(random.nextBoolean() ? 3 : 200);
        int kept = random.nextBoolean() ? 3 : 64;
        int drift = random.nextInt(3) == 0 ? 0 : 100_000;
        int batch = 1 + random.nextInt(random.nextBoolean() ? 2 : 16);
        var group = new GroupLimits(LEASE, drift, 60, 40, 30, 300, inFlight, 16, batch, 100, kept, 1 << 16, recent);
        int ask = 50 + random.nextInt(200);
        int command = ask + 1 + random.nextInt(random.nextBoolean() ? 400 : 2500);
        boolean isBusy = random.nextInt(3) == 0;
        var limits = new ShardLimits(
                partitions,
                replicas,
                group,
                command,
                random.nextInt(4) == 0 ? 2 : 64,
                ask,
                1 + random.nextInt(30),
                20 + random.nextInt(80),
                1 + random.nextInt(200),
                100 + random.nextInt(300),
                500 + random.nextInt(1000));
        return new ShardOptions(
                nodes,
                1 + random.nextInt(3),
                partitions,
                1 + random.nextInt(isBusy ? 10 : 4),
                1 + random.nextInt(isBusy ? 40 : 10),
                partitions * (1 + random.nextInt(2)),
                random.nextInt(14),
                random.nextInt(4) * 5,
                1 + random.nextInt(1000),
                Hints.values()[random.nextInt(3)],
                limits);
    }
}
