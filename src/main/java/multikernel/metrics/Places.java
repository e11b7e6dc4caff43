package multikernel.metrics;

import static multikernel.metrics.MeterName.*;

import java.util.List;
import java.util.TreeMap;
import kamon.tag.TagSet;
import multikernel.base.GroupReading;
import multikernel.base.MemberReading;
import multikernel.base.NodeState;
import multikernel.base.NodeView;
import multikernel.base.Plane;
import multikernel.knowledge.tree.Prediction.Edge;
import multikernel.shard.ShardRefusal;

/** Exports what is known of other nodes, of the partitions on them, and of the way between cores. */
final class Places {

    private static final double NANOS = 1e9;

    private final Meters meters;

    Places(Meters meters) {
        this.meters = meters;
    }

    void cluster(NodeView view, List<MemberReading> members) {
        meters.gauge(CLUSTER_VIEW, TagSet.Empty(), (double) view.number());
        for (var member : members) {
            var to = TagSet.of("to", member.name());
            meters.gauge(MEMBER_UP, to, member.state() == NodeState.UP ? 1 : 0);
            meters.gauge(MEMBER_JOINING, to, member.state() == NodeState.JOINING ? 1 : 0);
            meters.gauge(MEMBER_UNREACHABLE, to, member.state() == NodeState.UNREACHABLE ? 1 : 0);
        }
    }

    /** @param pairsMax beyond so many pairs their mean is shown for each receiver, {@code from} being {@code all} */
    void tree(TreeSample tree, int pairsMax) {
        tree.edges().forEach(edge -> edge(TREE_EDGE, edge));
        tree.below()
                .forEach((core, below) ->
                        meters.gauge(TREE_BELOW, TagSet.of("core", Integer.toString(core.index())), below));
        meters.gauge(TREE_DEPTH, TagSet.Empty(), tree.depth());
        meters.gauge(TREE_BROADCAST, TagSet.Empty(), tree.prediction().broadcast() / NANOS);
        meters.gauge(TREE_GATHERED, TagSet.Empty(), tree.prediction().gathered() / NANOS);
        meters.gauge(TREE_EACH, TagSet.Empty(), tree.each().gathered() / NANOS);
        if (tree.distances().size() <= pairsMax) {
            tree.distances().forEach(edge -> edge(DISTANCE, edge));
        } else {
            means(tree.distances());
        }
    }

    private void edge(MeterName name, Edge edge) {
        between(name, Integer.toString(edge.from().index()), edge.to().index(), edge.cost() / NANOS);
    }

    private void between(MeterName name, String from, int to, double value) {
        var labels = TagSet.builder()
                .add("from", from)
                .add("to", Integer.toString(to))
                .build();
        meters.gauge(name, labels, value);
    }

    private void means(List<Edge> distances) {
        var sums = new TreeMap<Integer, long[]>();
        for (var edge : distances) {
            var sum = sums.computeIfAbsent(edge.to().index(), any -> new long[2]);
            sum[0] += edge.cost();
            sum[1]++;
        }
        sums.forEach((to, sum) -> between(DISTANCE, "all", to, sum[0] / NANOS / sum[1]));
    }

    void group(GroupReading group) {
        var place = TagSet.builder()
                .add("domain", group.domain())
                .add("core", Integer.toString(group.core().index()))
                .build();
        meters.total(GROUP_SENT, place.withTag("protocol", "multicast"), group.multicasts());
        meters.total(GROUP_SENT, place.withTag("protocol", "anycast"), group.anycasts());
        meters.total(GROUP_DELIVERED, place, group.delivered());
        meters.gauge(GROUP_UNTAKEN, place, (double) group.untaken());
        meters.total(GROUP_BUSY, place, group.busy());
        meters.total(GROUP_LEFT_BEHIND, place, group.leftBehind());
        meters.gauge(GROUP_WAITS, place, (double) group.waits());
        meters.gauge(GROUP_OWES, place, (double) group.owes());
        meters.gauge(GROUP_OLDEST, place, group.oldestNanos() / NANOS);
    }

    void partitions(PartitionTally tally) {
        var labels = place(tally, "");
        var now = tally.reading();
        meters.gauge(PARTITIONS, labels, now.placed());
        meters.gauge(PARTITIONS_OWNED, labels, now.owned());
        meters.gauge(PARTITIONS_LEASED, labels, now.leased());
        meters.gauge(PARTITIONS_LEADERLESS, labels, now.leaderless());
        meters.gauge(PARTITIONS_LACKING, labels, now.lacking());
        meters.gauge(PARTITIONS_BALLOT, labels, (double) now.ballot());
        meters.total(PARTITION_TAKEN, labels, tally.taken());
        meters.total(PARTITION_LATE, labels, tally.late());
        meters.total(PARTITION_COMMANDS, place(tally, "done"), tally.done());
        for (var why : ShardRefusal.values()) {
            if (tally.refused(why) > 0) {
                meters.total(PARTITION_COMMANDS, place(tally, why.word()), tally.refused(why));
            }
        }
    }

    /** @param outcome empty for none */
    private static TagSet place(PartitionTally tally, String outcome) {
        var labels = TagSet.builder()
                .add("domain", tally.domain())
                .add("core", Integer.toString(tally.core().index()));
        return (outcome.isEmpty() ? labels : labels.add("outcome", outcome)).build();
    }

    void link(LinkTally tally) {
        var to = TagSet.of("to", tally.peer());
        meters.gauge(LINK_UP, and(tally, "tier", tally.tier().word()), tally.isUp() ? 1 : 0);
        meters.gauge(LINK_SILENT, to, tally.isSilent() ? 1 : 0);
        meters.total(LINK_CONNECTIONS, to, tally.connections());
        meters.total(LINK_ENDED, to, tally.ended());
        meters.total(LINK_REFUSED, to, tally.refused());
        meters.total(LINK_RESENT, to, tally.resent());
        meters.total(LINK_FENCED, to, tally.fenced());
        meters.gauge(LINK_ROUND_TRIP, to, tally.roundTripNanos() / 1e9);
        for (var plane : Plane.values()) {
            meters.gauge(LINK_KEPT, and(tally, "plane", plane.word()), (double) tally.keptBytes(plane));
        }
    }

    private static TagSet and(LinkTally tally, String label, String value) {
        return TagSet.builder().add("to", tally.peer()).add(label, value).build();
    }
}
