package multikernel.runtime;

import java.util.List;
import multikernel.base.Descent;
import multikernel.base.LinkAddress;
import multikernel.base.MemberReading;
import multikernel.base.NodeView;

/**
 * The nodes of the cluster, for dispatchers that work with other nodes.
 *
 * @param nodes as they are seen now, those too that are no members yet or no more
 * @param links of members of which it is known where they listen; not this node's
 */
public record Members(NodeView view, List<MemberReading> nodes, Descent descent, List<LinkAddress> links) {

    /** Of a node that has joined nobody. */
    public static final Members NONE = new Members(NodeView.NONE, List.of(), Descent.NONE, List.of());

    public Members {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }
}
