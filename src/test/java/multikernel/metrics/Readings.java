package multikernel.metrics;

import java.util.List;
import multikernel.base.ChannelReading;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.CoreState;
import multikernel.base.NodeReading;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Pinning;
import multikernel.base.Plane;
import multikernel.base.Refusal;
import multikernel.base.Tier;
import multikernel.monitor.DomainChange;
import multikernel.monitor.MonitorEffect;
import multikernel.monitor.MonitorEvent;
import multikernel.ownership.OwnershipEffect;
import multikernel.ownership.OwnershipEvent;
import multikernel.ownership.Request;

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
                        List.of(requests)),
                0);
        meters.dropped(CoreId.of(0), "channel-full", 3);
        meters.coreFailed(CoreId.of(0));
        meters.coreStuck(CoreId.of(1));
        meters.restarted("web");
    }
}
