package multikernel.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.MemberReading;
import multikernel.base.NodeState;
import multikernel.base.PartitionReading;
import multikernel.base.PartitionReading.Role;
import multikernel.base.Pinning;
import multikernel.base.Plane;
import multikernel.base.Tier;

/**
 * 256 cores, on one node or on three, each of two packages; on a node a channel of each plane from every core to every
 * other, and some to other nodes, all of them in motion: what it looks like at one second after the other, the same
 * each time.
 */
public final class LargeSystem {

    public static final int CORES = 256;

    private static final int CAPACITY = 1024;
    private static final int PARTITIONS = 64;

    /** How many of them each of three nodes has. */
    private static final List<Integer> SHARES = List.of(86, 85, 85);

    private final int node;
    private final int count;
    private final List<Integer> shares;
    private final Random random = new Random(7);
    private final long[] sent = new long[2 * CORES * CORES];

    /** All of them on one node. */
    public LargeSystem() {
        this(1, List.of(CORES));
    }

    private LargeSystem(int node, List<Integer> shares) {
        this.node = node;
        this.count = shares.get(node - 1);
        this.shares = shares;
    }

    public static List<LargeSystem> threeNodes() {
        return IntStream.rangeClosed(1, SHARES.size())
                .mapToObj(node -> new LargeSystem(node, SHARES))
                .toList();
    }

    public String name() {
        return "node-" + node;
    }

    public int count() {
        return count;
    }

    public List<MemberReading> nodes() {
        return IntStream.rangeClosed(1, shares.size())
                .mapToObj(each -> new MemberReading(
                        "node-" + each,
                        "127.0.0." + each + ":25520",
                        NodeState.UP,
                        1,
                        shares.get(each - 1),
                        1_795_000_000_000L))
                .toList();
    }

    /** Of 64 partitions with a replica on each node, this node's view. */
    public List<PartitionReading> partitions() {
        var names = nodes().stream().map(MemberReading::name).toList();
        return IntStream.range(0, PARTITIONS)
                .mapToObj(each -> new PartitionReading(
                        "store",
                        each,
                        CoreId.of(each % count),
                        names.get(each % names.size()),
                        each % names.size() == node - 1 ? Role.OWNER : Role.REPLICA,
                        3 + each,
                        names,
                        List.of()))
                .toList();
    }

    public List<CoreReading> cores() {
        var cores = new ArrayList<CoreReading>();
        for (int i = 0; i < count; i++) {
            int pack = 2 * i / count;
            cores.add(new CoreReading(
                    CoreId.of(i),
                    "node-" + node,
                    1,
                    i,
                    Pinning.PINNED,
                    pack,
                    4 * i / count,
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
            for (int from = 0; from < count; from++) {
                for (int to = 0; to < count; to++) {
                    if (from != to) {
                        channels.add(moved(plane, from, to));
                    }
                }
            }
        }
        for (int from = 0; from < count; from++) {
            away(channels, from);
        }
        return channels;
    }

    /** To its twin on each other node; where there is no other, to a node of which nothing else is known. */
    private void away(List<ChannelReading> into, int from) {
        for (int to = 1; to <= Math.max(2, shares.size()); to++) {
            if (to != node) {
                var twin = CoreId.of(from);
                int sent = random.nextInt(1, 1_000_000);
                into.add(new ChannelReading(
                        twin, twin, Tier.NETWORK, Plane.DATA, CAPACITY, from, sent, sent, 0, 0, "node-" + to));
            }
        }
    }

    private ChannelReading moved(Plane plane, int from, int to) {
        int at = (plane.ordinal() * CORES + from) * CORES + to;
        sent[at] += random.nextInt(1 << random.nextInt(1, 20));
        var depth = random.nextInt(CAPACITY + 1);
        return new ChannelReading(
                CoreId.of(from), CoreId.of(to), Tier.URPC, plane, CAPACITY, depth, sent[at] + depth, sent[at], 0, 0);
    }
}
