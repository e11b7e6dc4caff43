package multikernel.metrics;

import java.util.List;
import java.util.Optional;
import multikernel.base.ChannelReading;
import multikernel.base.CoreReading;
import multikernel.base.GroupReading;
import multikernel.base.MemberReading;
import multikernel.base.NodeReading;
import multikernel.base.NodeView;

/**
 * One look at everything of a node that is sampled.
 *
 * @param memoryBytes the node's memory outside of the heap
 * @param tallies of every incarnation that has not been buried, the latest of a core last
 * @param groups each member of each
 * @param members what this node sees of each node of the cluster
 * @param tree empty where no core is online
 */
public record NodeSample(
        NodeReading node,
        long memoryBytes,
        List<CoreReading> cores,
        List<ChannelReading> channels,
        List<CoreTally> tallies,
        List<DispatcherTally> dispatchers,
        List<GroupReading> groups,
        NodeView view,
        List<MemberReading> members,
        Optional<TreeSample> tree) {

    /** Of a node by itself. */
    public NodeSample(
            NodeReading node,
            long memoryBytes,
            List<CoreReading> cores,
            List<ChannelReading> channels,
            List<CoreTally> tallies,
            List<DispatcherTally> dispatchers) {
        this(
                node,
                memoryBytes,
                cores,
                channels,
                tallies,
                dispatchers,
                List.of(),
                NodeView.NONE,
                List.of(),
                Optional.empty());
    }

    public NodeSample {
        cores = List.copyOf(cores);
        channels = List.copyOf(channels);
        tallies = List.copyOf(tallies);
        dispatchers = List.copyOf(dispatchers);
        groups = List.copyOf(groups);
        members = List.copyOf(members);
    }
}
