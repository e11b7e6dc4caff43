package multikernel.runtime;

import java.util.List;
import multikernel.base.LinkAddress;
import multikernel.base.MemberReading;
import multikernel.base.NodeView;

/**
 * The nodes of the cluster, for dispatchers that work with other nodes.
 *
 * @param nodes as they are seen now, those too that are no members yet or no more
 * @param founder whether this node began the cluster, and nobody was there before
 * @param left starts of nodes that this one saw as members and that are none any more
 * @param links of members of which it is known where they listen; not this node's
 */
public record Members(NodeView view, List<MemberReading> nodes, boolean founder, int left, List<LinkAddress> links) {

    /** Of a node that has joined nobody. */
    public static final Members NONE = new Members(NodeView.NONE, List.of(), false, 0, List.of());

    public Members {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }
}
