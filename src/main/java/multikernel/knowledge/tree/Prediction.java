package multikernel.knowledge.tree;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.Tree;

/**
 * How long a message takes down a tree and its acknowledgement up again, where nobody has anything else to do.
 *
 * <p>A core that has received sends to its children in their order, then takes their acknowledgements in the order in
 * which they can be seen, then sends its own. The model is that of Kaestle and others (Smelt, OSDI 2016), which keeps
 * sender and receiver apart; it knows of no line's home and no contention.
 *
 * @param broadcast until the last core has received, in the costs' unit
 * @param gathered until the root has every acknowledgement
 */
public record Prediction(long broadcast, long gathered) {

    /** An edge of the tree, and what one message down it costs from end to end. */
    public record Edge(CoreId from, CoreId to, long cost) {}

    public static Prediction of(Tree tree, Costs costs) {
        var walk = new Walk(tree, costs);
        long gathered = walk.through(tree.root(), 0);
        return new Prediction(walk.broadcast, gathered);
    }

    /** Every edge, each after the one above it. */
    public static List<Edge> edges(Tree tree, Costs costs) {
        return tree.cores().stream()
                .flatMap(from -> tree.childrenOf(from).stream()
                        .map(to -> new Edge(from, to, costs.of(from, to).total())))
                .toList();
    }

    private static final class Walk {

        private final Tree tree;
        private final Costs costs;
        private long broadcast;

        Walk(Tree tree, Costs costs) {
            this.tree = tree;
            this.costs = costs;
        }

        /** @return when this core, which has received at that time, has every acknowledgement from below */
        long through(CoreId core, long received) {
            broadcast = Math.max(broadcast, received);
            var children = tree.childrenOf(core);
            var visible = new long[children.size()];
            var receive = new long[children.size()];
            long free = received;
            for (int at = 0; at < visible.length; at++) {
                var down = costs.of(core, children.get(at));
                var up = costs.of(children.get(at), core);
                free += down.send();
                visible[at] =
                        through(children.get(at), free + down.transfer() + down.receive()) + up.send() + up.transfer();
                receive[at] = up.receive();
            }
            return taken(free, visible, receive);
        }

        private static long taken(long free, long[] visible, long[] receive) {
            long now = free;
            for (int count = 0; count < visible.length; count++) {
                int next = 0;
                for (int at = 1; at < visible.length; at++) {
                    next = visible[at] < visible[next] ? at : next;
                }
                now = Math.max(now, visible[next]) + receive[next];
                visible[next] = Long.MAX_VALUE;
            }
            return now;
        }
    }
}
