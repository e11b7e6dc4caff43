package multikernel.runtime;

import java.util.List;
import java.util.Map;
import multikernel.base.Beginning;
import multikernel.base.Descent;
import multikernel.base.LinkAddress;
import multikernel.base.MemberReading;
import multikernel.base.NodeView;

/**
 * The nodes of the cluster, for dispatchers that work with other nodes.
 *
 * @param nodes as they are seen now, those too that are no members yet or no more
 * @param links of members of which it is known where they listen; not this node's
 * @param beginnings of domains with shards that each node has by itself, by name, where it is agreed
 */
public record Members(
        NodeView view,
        List<MemberReading> nodes,
        Descent descent,
        List<LinkAddress> links,
        Map<String, Beginning> beginnings) {

    /** Of a node that has joined nobody. */
    public static final Members NONE = new Members(NodeView.NONE, List.of(), Descent.NONE, List.of());

    /** Before anything is agreed. */
    public Members(NodeView view, List<MemberReading> nodes, Descent descent, List<LinkAddress> links) {
        this(view, nodes, descent, links, Map.of());
    }

    public Members {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        beginnings = Map.copyOf(beginnings);
    }

    Members beginning(Map<String, Beginning> agreed) {
        return new Members(view, nodes, descent, links, agreed);
    }
}
