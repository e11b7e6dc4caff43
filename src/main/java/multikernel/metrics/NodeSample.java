package multikernel.metrics;

import java.util.List;
import multikernel.base.ChannelReading;
import multikernel.base.CoreReading;
import multikernel.base.NodeReading;

/**
 * One look at everything of a node that is sampled.
 *
 * @param memoryBytes the node's memory outside of the heap
 * @param tallies of every incarnation that has not been buried, the latest of a core last
 */
public record NodeSample(
        NodeReading node,
        long memoryBytes,
        List<CoreReading> cores,
        List<ChannelReading> channels,
        List<CoreTally> tallies,
        List<RequestTally> requests) {

    public NodeSample {
        cores = List.copyOf(cores);
        channels = List.copyOf(channels);
        tallies = List.copyOf(tallies);
        requests = List.copyOf(requests);
    }
}
