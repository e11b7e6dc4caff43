package multikernel.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import multikernel.base.Descent;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;
import multikernel.monitor.NodeSighting.Phase;
import multikernel.monitor.NodeSighting.Seat;

/**
 * Which nodes are members, in which incarnation, and what the number of that view is: one node's part.
 *
 * <p>The number counts what has happened and not messages, so that nobody has to hand it out: an incarnation {@code i}
 * of a name that is up counts {@code 2i - 1}, one that is gone {@code 2i}, and a view's number is the sum over all
 * names ever taken in. Each change makes it larger, and who has seen the same changes has the same number, whatever
 * came between. That no two nodes see different changes is the cluster's promise: its leader takes in and removes nodes
 * only when every member that is not cut off has seen all that was before ("convergence"), and one side alone of a
 * cluster that is cut in two may remove the other. So on the side that lives the changes are one sequence, and
 * everybody sees all of it from its own beginning on. What was before that, the sums of names that have gone, a
 * newcomer asks for: it has no view until one who has seen it come has told it.
 *
 * <p>What a view does not promise: that all members have it now. It fences what is over, by name and incarnation; who
 * may write is for groups to agree on, by the promise of a majority. Two nodes that start at one moment under one name
 * both withdraw or one does, but until then members may take either for the holder of the name.
 */
public final class NodeRoster {

    /** What the shell is to do, in order. */
    public sealed interface Effect {

        /** These are members now. */
        record Joined(NodeView view, List<NodeMember> nodes) implements Effect {

            public Joined {
                nodes = List.copyOf(nodes);
            }
        }

        /** These are none any more. */
        record Lost(NodeView view, List<NodeMember> nodes) implements Effect {

            public Lost {
                nodes = List.copyOf(nodes);
            }
        }

        /** This node cannot be a member: it says why and ends. */
        record Withdraw(Reason reason, String detail) implements Effect {}
    }

    /** Why a node cannot be a member. */
    public enum Reason {
        NAME_TAKEN,
        OLD_INCARNATION,
        TOO_MANY_NAMES,
        /** All that were there before have gone, and with them what this one would have to know. */
        NO_ELDER
    }

    /** Whoever begins a cluster takes itself in. */
    private static final int FIRST = 1;

    private final Seat self;
    private final int namesMax;
    private final Map<String, Integer> past = new TreeMap<>();
    private final Map<String, NodeSighting> holders = new TreeMap<>();
    private final NodeTable table = new NodeTable();
    private int left;
    private boolean begun;
    private boolean founder;
    private boolean isNewcomer;
    private boolean sawFounder;

    /** @param namesMax of names that were ever taken in, since what is gone stays fenced */
    public NodeRoster(Seat self, int namesMax) {
        this.self = self;
        this.namesMax = namesMax;
    }

    /** Something was seen of a node, this one too. */
    public List<Effect> seen(NodeSighting node, long nowEpochMillis) {
        table.put(node, nowEpochMillis);
        var effects = new ArrayList<Effect>();
        if (node.phase() == Phase.REMOVED) {
            lose(node, effects);
            if (!past.containsKey(node.node().name())) {
                table.forget(node.seat());
            }
        } else if (node.phase() != Phase.JOINING && !holds(node)) {
            takeIn(node, effects);
        }
        clash(effects);
        isNewcomer |= !begun && !elders().isEmpty();
        if (!begun && isFirst()) {
            if (isNewcomer) {
                effects.add(new Effect.Withdraw(Reason.NO_ELDER, ""));
            } else {
                founder = true;
                begin(effects);
            }
        }
        return effects;
    }

    private boolean holds(NodeSighting node) {
        var holder = holders.get(node.node().name());
        return holder != null && holder.seat().equals(node.seat());
    }

    /** Of two with one name the one stays that was taken in first, and of one name no incarnation comes twice. */
    private void takeIn(NodeSighting node, List<Effect> effects) {
        var name = node.node().name();
        var holder = holders.get(name);
        var mayCome = holder == null
                ? 2 * node.node().incarnation() > past.getOrDefault(name, 0)
                : node.upNumber() < holder.upNumber();
        if (!mayCome || (!past.containsKey(name) && past.size() >= namesMax)) {
            return;
        }
        past.put(name, 2 * node.node().incarnation() - 1);
        left += holders.put(name, node) == null ? 0 : 1;
        sawFounder |= node.upNumber() == FIRST;
        if (begun) {
            effects.add(new Effect.Joined(view(), List.of(node.node())));
        }
    }

    private void lose(NodeSighting node, List<Effect> effects) {
        if (holds(node)) {
            var name = node.node().name();
            past.put(name, 2 * node.node().incarnation());
            holders.remove(name);
            left++;
            if (begun) {
                effects.add(new Effect.Lost(view(), List.of(node.node())));
            }
        }
    }

    /** Whether this node has to make way, said as often as it is found. */
    private void clash(List<Effect> effects) {
        var own = table.of(self).filter(each -> each.phase().compareTo(Phase.UP) <= 0);
        var other = own.flatMap(table::precedes);
        if (other.isPresent()) {
            effects.add(
                    new Effect.Withdraw(Reason.NAME_TAKEN, other.get().seat().address()));
        } else if (own.isPresent() && own.get().phase() == Phase.UP && begun && !holds(own.get())) {
            var seen = past.getOrDefault(own.get().node().name(), 0) / 2;
            effects.add(
                    seen == 0
                            ? new Effect.Withdraw(Reason.TOO_MANY_NAMES, Integer.toString(namesMax))
                            : new Effect.Withdraw(Reason.OLD_INCARNATION, Integer.toString(seen)));
        }
    }

    /**
     * Whether nobody that is left was taken in before this node; if nobody ever was, it begins the cluster. A node sees
     * itself joining among those that were there, and is taken in later, so it has seen them by then.
     */
    private boolean isFirst() {
        var own = table.of(self);
        return own.isPresent() && own.get().phase() == Phase.UP && table.isEldest(own.get());
    }

    private void begin(List<Effect> effects) {
        begun = true;
        effects.add(new Effect.Joined(
                view(), holders.values().stream().map(NodeSighting::node).toList()));
        clash(effects);
    }

    /** Whom a newcomer asks for what was before it, by {@link #past(Seat)} there; empty once it needs nobody. */
    public List<String> elders() {
        return begun ? List.of() : table.elders(self);
    }

    /** What one is told that asks; empty if this node cannot know yet what the other one has not seen. */
    public Optional<Map<String, Integer>> past(Seat asker) {
        var known = table.of(asker).filter(each -> each.phase() != Phase.JOINING);
        return begun && known.isPresent() ? Optional.of(Map.copyOf(past)) : Optional.empty();
    }

    /**
     * What was before this node. A name that is up where it was said counts as gone up to the start before: that start
     * itself is seen here as well, before or after.
     */
    public List<Effect> told(Map<String, Integer> before) {
        var effects = new ArrayList<Effect>();
        if (begun) {
            return effects;
        }
        before.forEach((name, sum) -> {
            var gone = sum - sum % 2;
            var holder = holders.get(name);
            if (holder != null && 2 * holder.node().incarnation() <= gone) {
                holders.remove(name);
            }
            past.merge(name, gone, Math::max);
        });
        past.values().removeIf(sum -> sum == 0);
        begin(effects);
        return effects;
    }

    /** {@link NodeView#NONE} until this node knows what was before it. */
    public NodeView view() {
        return begun
                ? new NodeView(
                        past.values().stream().mapToLong(Integer::longValue).sum(),
                        holders.values().stream().map(NodeSighting::node).toList())
                : NodeView.NONE;
    }

    public Descent descent() {
        var eldest = holders.values().stream().min(Comparator.comparingInt(NodeSighting::upNumber));
        if (!begun || eldest.isEmpty()) {
            return Descent.NONE;
        }
        boolean isEldest = eldest.get().seat().equals(self);
        boolean founderLeft = sawFounder && left == 1 && eldest.get().upNumber() != FIRST;
        return new Descent(founder, isEldest && founderLeft, eldest.get().node().name(), left);
    }

    public NodeTable table() {
        return table;
    }
}
