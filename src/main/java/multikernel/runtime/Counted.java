package multikernel.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.CountReading;
import multikernel.base.NodeDistance;
import multikernel.base.PartitionReading;
import multikernel.metrics.CoreTally;
import multikernel.metrics.LinkTally;
import multikernel.metrics.PartitionTally;
import multikernel.metrics.RequestTally;
import multikernel.metrics.TallyReadings;
import multikernel.metrics.UnderwayReadings;

/** Where the cores and the dispatchers that serve the outside count: read by whoever asks, and only then. */
record Counted(List<CoreTally> tallies, List<Served> served, List<PartitionTally> partitions, List<LinkTally> links) {

    static final Counted NOTHING = new Counted(List.of(), List.of(), List.of(), List.of());

    /** A dispatcher that serves the outside. */
    record Served(CoreId core, RequestTally tally) {}

    Counted {
        tallies = List.copyOf(tallies);
        served = List.copyOf(served);
        partitions = List.copyOf(partitions);
        links = List.copyOf(links);
    }

    /** By name. */
    List<NodeDistance> distances() {
        return links.stream()
                .flatMap(link -> link.distance().stream())
                .sorted(Comparator.comparing(NodeDistance::to))
                .toList();
    }

    /** @param nodes the names by their numbers in groups */
    CountReading reading(Map<Long, String> nodes, long nowNanos) {
        return new CountReading(
                TallyReadings.operations(tallies, nowNanos),
                served.stream()
                        .map(each -> TallyReadings.requests(each.core(), each.tally()))
                        .toList(),
                UnderwayReadings.of(tallies, nowNanos),
                partitions.stream()
                        .flatMap(each -> each.partitions(nodes).stream())
                        .sorted(Comparator.comparing(PartitionReading::domain)
                                .thenComparingInt(PartitionReading::partition))
                        .toList());
    }
}
