package multikernel.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.Pinning;
import multikernel.base.Plane;
import multikernel.base.Tier;

/**
 * A node of 256 cores on two packages, with a channel of each plane from every core to every other and some to two more
 * nodes, all of them in motion: what it looks like at one second after the other, the same each time.
 */
public final class LargeSystem {

    public static final int CORES = 256;

    private static final int CAPACITY = 1024;

    private final Random random = new Random(7);
    private final long[] sent = new long[2 * CORES * CORES];

    public List<CoreReading> cores() {
        var cores = new ArrayList<CoreReading>();
        for (int i = 0; i < CORES; i++) {
            int pack = i / (CORES / 2);
            cores.add(new CoreReading(
                    CoreId.of(i),
                    "node-1",
                    1,
                    i,
                    Pinning.PINNED,
                    pack,
                    i / (CORES / 4),
                    "performance",
                    i % 97 == 5 ? CoreState.STUCK : i % 61 == 9 ? CoreState.OFFLINE : CoreState.ONLINE,
                    random.nextDouble(),
                    3,
                    random.nextInt(20),
                    0,
                    0,
                    "core-" + i));
        }
        return cores;
    }

    /** Every one of them has moved since the last look. */
    public List<ChannelReading> channels() {
        var channels = new ArrayList<ChannelReading>();
        for (var plane : Plane.values()) {
            for (int from = 0; from < CORES; from++) {
                for (int to = 0; to < CORES; to++) {
                    if (from != to) {
                        channels.add(moved(plane, from, to));
                    }
                }
            }
        }
        for (int from = 0; from < CORES; from++) {
            channels.add(new ChannelReading(
                    CoreId.of(from), CoreId.of(from), Tier.NETWORK, Plane.DATA, CAPACITY, from, 2, 1, 0, 0, "node-2"));
        }
        return channels;
    }

    private ChannelReading moved(Plane plane, int from, int to) {
        int at = (plane.ordinal() * CORES + from) * CORES + to;
        sent[at] += random.nextInt(1 << random.nextInt(1, 20));
        var depth = random.nextInt(CAPACITY + 1);
        return new ChannelReading(
                CoreId.of(from), CoreId.of(to), Tier.URPC, plane, CAPACITY, depth, sent[at] + depth, sent[at], 0, 0);
    }
}
