package multikernel.metrics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.GroupReading;
import multikernel.base.MemberReading;
import multikernel.base.NodeMember;
import multikernel.base.NodeReading;
import multikernel.base.NodeState;
import multikernel.base.NodeView;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Pinning;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.base.RoundReading;
import multikernel.base.Tier;
import multikernel.codec.Bytes;
import multikernel.knowledge.tree.Cost;
import multikernel.knowledge.tree.Costs;
import multikernel.knowledge.tree.Matrix;
import multikernel.knowledge.tree.Unit;
import multikernel.link.LinkEffect;
import multikernel.link.LinkReading;
import multikernel.monitor.DomainChange;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Request;
import multikernel.shard.ShardAct;
import multikernel.shard.ShardReading;
import multikernel.shard.ShardRefusal;

/** Readings with the few values that a test cares about, and a node that has met everything that is counted. */
public final class Readings {

    /** Three cores: 0 and 1 are near, 2 is far from both. */
    static final Costs COSTS = new Matrix(
            Unit.NANOSECONDS,
            List.of(0, 0, 1),
            List.of(
                    List.of(cost(0), cost(100), cost(400)),
                    List.of(cost(100), cost(0), cost(400)),
                    List.of(cost(400), cost(400), cost(0))));

    private static Cost cost(long total) {
        return new Cost(total / 4, total / 2, total / 4);
    }

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

    static NodeSample sample(List<CoreReading> cores, List<ChannelReading> channels, CoreTally... tallies) {
        return new NodeSample(node(), 1 << 20, cores, channels, List.of(tallies), List.of());
    }

    private static final Outcome DONE = new Outcome.Done(operation(1), 3);

    static OperationId operation(long number) {
        return new OperationId(CoreId.of(0), 1, number);
    }

    static void ask(CoreTally tally, long number, DomainChange change, Outcome outcome, long nanos) {
        tally.told(new MonitorEvent.Ask(operation(number), change, 0), 0);
        tally.wants(new MonitorEffect.Answered("", operation(number), outcome, nanos));
        tally.settle();
    }

    static void ask(CoreTally tally, long number, Request request, Outcome outcome, long nanos) {
        ask(tally, number, "web", request, 0);
        answer(tally, number, outcome, nanos);
        tally.settle();
    }

    static void ask(CoreTally tally, long number, String domain, Request request, long nowNanos) {
        tally.told(
                new MonitorEvent.OfCapabilities(new OwnershipEvent.Ask(operation(number), domain, request, 0)),
                nowNanos);
    }

    static void answer(CoreTally tally, long number, Outcome outcome, long nanos) {
        tally.wants(new MonitorEffect.OfCapabilities(
                new OwnershipEffect.Answered(operation(number), outcome, List.of(), nanos)));
    }

    static MemberReading member(String name, NodeState state) {
        return new MemberReading(name, "", state, 1, 2, 0);
    }

    static List<CoreId> cores(int count) {
        return IntStream.range(0, count).mapToObj(CoreId::of).toList();
    }

    static PartitionTally partitions() {
        var tally = new PartitionTally("web", CoreId.of(1));
        tally.reads(new ShardReading(8, 4, 3, 2, 1, 77), List.of());
        tally.wants(new ShardAct.Serving(0));
        tally.wants(new ShardAct.Late(0));
        tally.wants(new ShardAct.Answered(1, Bytes.EMPTY));
        tally.wants(new ShardAct.Refused(2, ShardRefusal.NO_MAJORITY));
        return tally;
    }

    static LinkTally link() {
        var tally = new LinkTally("bee");
        tally.wants(new LinkEffect.Began(1));
        tally.wants(new LinkEffect.Resumed(1));
        tally.wants(new LinkEffect.Resumed(2));
        tally.wants(new LinkEffect.Silent());
        tally.reads(Tier.SHARED_MEMORY, new LinkReading(100, 200, 5, 6, 7, 80_000));
        return tally;
    }

    /** Everything at least once, so that a scrape has every series that there can be. */
    public static void feed(NodeMeters meters) {
        var tally = meters.tally(CoreId.of(0));
        ask(tally, 1, new DomainChange.Kill("web"), DONE, 3_000);
        ask(tally, 2, new DomainChange.Kill("web"), new Outcome.Refused(Refusal.NO_SUCH_DOMAIN, ""), 3_000);
        ask(tally, 3, new Request.Allocate(4096), DONE, 30_000);
        var requests = new RequestTally("web");
        requests.answered(RequestTally.Answer.DONE);
        requests.took(40_000);
        meters.sample(
                new NodeSample(
                        node(),
                        1 << 20,
                        List.of(core(0, 1_000_000_000, 3_000_000_000L), core(1, 10, 10)),
                        List.of(channel(0, 1, 3, 10), channel(1, 0, 0, 10)),
                        List.of(tally),
                        List.of(requests, partitions(), link()),
                        List.of(group()),
                        new NodeView(4, List.of(new NodeMember("bee", 1), new NodeMember("tested", 1))),
                        List.of(member("tested", NodeState.UP), member("bee", NodeState.UNREACHABLE)),
                        Optional.of(TreeSample.of(cores(3), COSTS))),
                0);
        meters.dropped(CoreId.of(0), "channel-full", 3);
        meters.coreFailed(CoreId.of(0));
        meters.coreStuck(CoreId.of(1));
        meters.restarted("web");
    }

    static GroupReading group() {
        var barrier = new RoundReading("barrier", "loaded", 3, false, 2_000_000_000, List.of(CoreId.of(1)), List.of());
        var sum = new RoundReading("reduce", "sum", 7, true, 0, List.of(), List.of());
        return new GroupReading("site", "node-1", CoreId.of(0), 30, 4, 50, 6, 2, 1, List.of(barrier, sum), List.of());
    }
}
