package multikernel.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.base.CoreReading;
import multikernel.base.NodeReading;
import multikernel.base.NodeState;
import multikernel.base.Pinning;
import multikernel.hardware.Cpu;
import multikernel.knowledge.tree.Costs;
import multikernel.metrics.DispatcherTally;
import multikernel.metrics.LinkTally;
import multikernel.metrics.NodeSample;
import multikernel.metrics.PartitionTally;
import multikernel.metrics.RequestTally;
import multikernel.metrics.TreeSample;
import multikernel.monitor.Roster;

/** Looks at every core without stopping it, and remembers the last look to say how busy each has been since. */
final class Readings {

    private record Look(int incarnation, long busyNanos, long idleNanos, double utilization) {}

    private record Counting(String domain, CoreId core, DispatcherTally tally) {}

    private final NodeSetup setup;
    private final Roster roster;
    private final Incarnations incarnations;
    private final DomainDesk desk;
    private final Map<CoreId, Look> looks = new HashMap<>();
    private final List<Counting> counting = new ArrayList<>();
    private Optional<TreeSample> tree = Optional.empty();
    private List<CoreId> online = List.of();
    private Costs priced;
    private final long startedNanos = System.nanoTime();

    Readings(NodeSetup setup, Roster roster, Incarnations incarnations, DomainDesk desk) {
        this.setup = setup;
        this.priced = setup.costs().get();
        this.roster = roster;
        this.incarnations = incarnations;
        this.desk = desk;
    }

    /** Ends one interval of utilization and begins the next. */
    void lookAtUtilization() {
        for (var core : setup.allCores()) {
            incarnations.current(core, roster).ifPresent(life -> looks.merge(core, look(life), Readings::since));
        }
    }

    private static Look look(Incarnations.Life life) {
        var reading = life.thread.reading();
        return new Look(reading.incarnation(), reading.busyNanos(), reading.idleNanos(), 0);
    }

    private static Look since(Look before, Look now) {
        var same = before.incarnation() == now.incarnation();
        var busy = now.busyNanos() - (same ? before.busyNanos() : 0);
        var idle = now.idleNanos() - (same ? before.idleNanos() : 0);
        var utilization = busy + idle <= 0 ? 0 : Math.clamp((double) busy / (busy + idle), 0, 1);
        return new Look(now.incarnation(), now.busyNanos(), now.idleNanos(), utilization);
    }

    void counts(NodeCommand.Counts counts) {
        var now = new Counting(counts.domain(), counts.core(), counts.tally());
        counting.removeIf(before -> before.domain.equals(now.domain)
                && before.core.equals(now.core)
                && isReplaced(before.tally, now.tally));
        counting.add(now);
    }

    /** A dispatcher that is restarted begins anew; one gateway has many links. */
    private static boolean isReplaced(DispatcherTally before, DispatcherTally now) {
        return before.getClass() == now.getClass() && !(before instanceof LinkTally);
    }

    void ended(NodeCommand.DispatcherEnded ended) {
        measure();
        counting.removeIf(each -> each.core.equals(ended.core()) && each.domain.equals(ended.domain()));
    }

    /** The loop of one of its incarnations has ended, or stands still: what it counted is taken over. */
    void coreLost(CoreId core) {
        measure();
        counting.removeIf(each -> each.core.equals(core));
    }

    /** Brings the meters up to date with what was {@link #post posted} last. */
    void measure() {
        counting.removeIf(each -> each.tally.isOver());
        setup.meters().sample(sample(), System.nanoTime());
    }

    private NodeSample sample() {
        return new NodeSample(
                setup.board().node(),
                setup.region().bytes(),
                setup.board().cores(),
                incarnations.channels(),
                incarnations.tallies(),
                counting.stream().map(Counting::tally).toList(),
                incarnations.groups(),
                setup.board().nodeView(),
                setup.board().nodes(),
                tree);
    }

    /** The tree of the cores that are online is another one only when they or the costs between them are others. */
    private void lookAtTree(List<CoreId> now) {
        var costs = setup.costs().get();
        if (!now.equals(online) || costs != priced) {
            online = now;
            priced = costs;
            tree = now.isEmpty() ? Optional.empty() : Optional.of(TreeSample.of(now, costs));
        }
    }

    /** Pins what is seen now to the board. */
    void post() {
        var cores = new ArrayList<CoreReading>();
        for (var core : setup.allCores()) {
            cores.add(incarnations
                    .current(core, roster)
                    .map(life -> reading(core, life.pinned, life.thread.reading()))
                    .orElseGet(() -> reading(core, Pinning.VIRTUAL, away(core))));
        }
        var nowOnline = CoreReading.online(cores);
        setup.board().readings(roster.view(), cores, node(nowOnline.size()));
        lookAtTree(nowOnline);
        setup.board()
                .counted(new Counted(incarnations.tallies(), served(), of(PartitionTally.class), of(LinkTally.class)));
    }

    private List<Counted.Served> served() {
        return counting.stream()
                .flatMap(each -> each.tally instanceof RequestTally requests
                        ? Stream.of(new Counted.Served(each.core, requests))
                        : Stream.empty())
                .toList();
    }

    private <T extends DispatcherTally> List<T> of(Class<T> kind) {
        return counting.stream()
                .map(Counting::tally)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private NodeReading node(int coresOnline) {
        return new NodeReading(
                setup.settings().node(),
                setup.version(),
                setup.cores(),
                coresOnline,
                setup.board().rows().size(),
                members(),
                (System.nanoTime() - startedNanos) / 1_000_000,
                roster.view().number());
    }

    private int members() {
        var nodes = setup.board().nodes();
        return nodes.isEmpty()
                ? 1
                : (int) nodes.stream()
                        .filter(each -> each.state() == NodeState.UP)
                        .count();
    }

    /** A core that was not started yet, or is buried and stays away. */
    private IncarnationReading away(CoreId core) {
        return new IncarnationReading(core, roster.incarnation(core), 0, 0, 0, 0, 0, false, false, true, -1, "");
    }

    private CoreReading reading(CoreId core, Pinning pinned, IncarnationReading seen) {
        var cpu = setup.cpu(core);
        var look = looks.get(core);
        var utilization = look == null || look.incarnation() != seen.incarnation() ? 0 : look.utilization();
        return new CoreReading(
                core,
                setup.settings().node(),
                seen.incarnation(),
                cpu.map(Cpu::number).orElse(-1),
                pinned,
                cpu.map(Cpu::packageId).orElse(-1),
                cpu.map(Cpu::numaNode).orElse(-1),
                cpu.map(each -> each.kind().word()).orElse("unknown"),
                roster.state(core),
                seen.ended() ? 0 : utilization,
                desk.dispatchersOn(core),
                seen.runQueue(),
                seen.busyNanos(),
                seen.idleNanos(),
                seen.threadName());
    }
}
