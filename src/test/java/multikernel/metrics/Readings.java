package multikernel.metrics;

import java.util.List;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.NodeReading;
import multikernel.base.Pinning;
import multikernel.base.Plane;
import multikernel.base.Tier;

/** Readings with the few values that a test cares about, and a node that has met everything that is counted. */
public final class Readings {

    private Readings() {}

    static NodeReading node() {
        return new NodeReading("tested", "0.1", 2, 2, 3, 1, 1000, 7);
    }

    static CoreReading core(int core, long busyNanos, long idleNanos) {
        return new CoreReading(
                CoreId.of(core),
                "tested",
                1,
                core,
                Pinning.PINNED,
                0,
                0,
                "unknown",
                CoreState.ONLINE,
                0,
                2,
                5,
                busyNanos,
                idleNanos,
                "core-" + core);
    }

    static ChannelReading channel(int from, int to, int depth, long sent) {
        return new ChannelReading(
                CoreId.of(from), CoreId.of(to), Tier.URPC, Plane.DATA, 1024, depth, sent, sent - depth, 2, 1);
    }

    /** Everything at least once, so that a scrape has every series that there can be. */
    public static void feed(NodeMeters meters) {
        meters.sample(
                List.of(core(0, 1_000_000_000, 3_000_000_000L), core(1, 10, 10)),
                List.of(channel(0, 1, 3, 10), channel(1, 0, 0, 10)),
                node());
        meters.agreement("spawn", "done", 3_000);
        meters.agreement("spawn", "name-taken", 3_000);
        meters.coreFailed(CoreId.of(0));
        meters.coreStuck(CoreId.of(1));
        meters.restarted("web");
    }
}
