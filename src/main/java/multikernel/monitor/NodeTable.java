package multikernel.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import multikernel.base.MemberReading;
import multikernel.base.NodeState;
import multikernel.monitor.NodeSighting.Phase;
import multikernel.monitor.NodeSighting.Seat;

/** What was last seen of each node, and of each name that has gone the last one that had it. */
public final class NodeTable {

    private record Row(NodeSighting node, NodeState state, long sinceEpochMillis) {}

    private final Map<Seat, Row> rows = new LinkedHashMap<>();

    NodeTable() {}

    void put(NodeSighting node, long nowEpochMillis) {
        if (node.phase() == Phase.REMOVED) {
            rows.values().removeIf(row -> row.state() == NodeState.REMOVED && isSameName(row.node(), node));
        }
        var state = state(node);
        var before = rows.get(node.seat());
        var since = before != null && before.state() == state ? before.sinceEpochMillis() : nowEpochMillis;
        rows.put(node.seat(), new Row(node, state, since));
    }

    void forget(Seat seat) {
        rows.remove(seat);
    }

    private static boolean isSameName(NodeSighting left, NodeSighting right) {
        return left.node().name().equals(right.node().name());
    }

    private static NodeState state(NodeSighting node) {
        return switch (node.phase()) {
            case JOINING -> NodeState.JOINING;
            case UP -> node.heard() ? NodeState.UP : NodeState.UNREACHABLE;
            case LEAVING -> NodeState.LEAVING;
            case DOWN -> NodeState.DOWN;
            case REMOVED -> NodeState.REMOVED;
        };
    }

    /** What is there of a seat, unless it was removed. */
    public Optional<NodeSighting> of(Seat seat) {
        return live().stream().filter(each -> each.seat().equals(seat)).findFirst();
    }

    private List<NodeSighting> live() {
        return rows.values().stream()
                .map(Row::node)
                .filter(each -> each.phase() != Phase.REMOVED)
                .toList();
    }

    /** Another one with the same name that was there first. */
    Optional<NodeSighting> precedes(NodeSighting own) {
        return live().stream()
                .filter(each -> isSameName(each, own) && !each.seat().equals(own.seat()))
                .filter(each -> each.phase() != Phase.DOWN && each.heard())
                .filter(each -> order().compare(each, own) < 0)
                .findFirst();
    }

    /** Who is up before who is not, by the leader's order; else by address. */
    private static Comparator<NodeSighting> order() {
        return Comparator.comparing((NodeSighting each) -> each.phase() == Phase.JOINING)
                .thenComparing(each -> each.phase() == Phase.JOINING ? 0 : each.upNumber())
                .thenComparing(each -> each.seat().address())
                .thenComparing(each -> each.seat().number());
    }

    boolean isEldest(NodeSighting own) {
        return elders(own.seat()).isEmpty();
    }

    /** Addresses of those that were taken in before this one, which may itself be joining. */
    List<String> elders(Seat self) {
        var own = of(self);
        return live().stream()
                .filter(each -> each.phase() != Phase.JOINING && !each.seat().equals(self))
                .filter(each -> own.isEmpty() || order().compare(each, own.get()) < 0)
                .map(each -> each.seat().address())
                .toList();
    }

    /** Addresses of all that are members, but this one. */
    public List<String> others(Seat self) {
        return live().stream()
                .filter(each -> each.phase() != Phase.JOINING && !each.seat().equals(self))
                .map(each -> each.seat().address())
                .toList();
    }

    /** By name; a name that has gone is there once, and only while nobody else has it. */
    public List<MemberReading> readings() {
        var found = new ArrayList<MemberReading>();
        for (var row : rows.values()) {
            var isGone = row.state() == NodeState.REMOVED;
            if (!isGone || live().stream().noneMatch(each -> isSameName(each, row.node()))) {
                found.add(reading(row));
            }
        }
        found.sort(Comparator.comparing(MemberReading::name).thenComparing(MemberReading::incarnation));
        return found;
    }

    private static MemberReading reading(Row row) {
        var node = row.node();
        return new MemberReading(
                node.node().name(),
                node.seat().address(),
                row.state(),
                node.node().incarnation(),
                node.cores(),
                row.sinceEpochMillis());
    }
}
