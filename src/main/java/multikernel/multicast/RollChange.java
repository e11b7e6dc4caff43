package multikernel.multicast;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;
import multikernel.base.NodeView;

/** What nodes want changed in {@link Rolls}. */
public sealed interface RollChange {

    /** A member on a core of the node that speaks. */
    record Here(CoreId core, long start) {}

    /** All members of a domain that are on this node, and no others. */
    record Present(String domain, long fingerprint, NodeMember node, List<Here> members) implements RollChange {

        public Present {
            members = List.copyOf(members);
        }
    }

    /** The nodes of the cluster are these. */
    record Nodes(NodeView view) implements RollChange {}
}
