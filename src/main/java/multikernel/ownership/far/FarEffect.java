package multikernel.ownership.far;

import java.util.Set;
import multikernel.base.CoreId;
import multikernel.base.NodeMember;

/** What a node's part wants done, in this order. */
public sealed interface FarEffect {

    record Send(NodeMember to, FarMessage message) implements FarEffect {}

    /**
     * To be done with this node's own copy; for a share, to see whether it is there. Answered by
     * {@link FarEvent.Performed}.
     */
    record Perform(long ticket, Anchor anchor, FarRequest request) implements FarEffect {}

    /** The end of what was asked here. */
    record Ended(long ticket, FarResult result) implements FarEffect {}

    /** Which of the anchors on these cores are still there? Answered by {@link FarEvent.Seen}. */
    record Look(long upTo, Set<CoreId> cores) implements FarEffect {

        public Look {
            cores = Set.copyOf(cores);
        }
    }

    /** One line for the operator. */
    record Told(String line) implements FarEffect {}

    /** Something came that is not believed, or comes too late. */
    record Late(String node, FarMessage message) implements FarEffect {}
}
