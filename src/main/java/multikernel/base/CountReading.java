package multikernel.base;

import java.util.List;

/**
 * One look at what the cores of a node do for others. Where metrics are off nothing is known of operations and
 * requests, and of agreements only what their owners wait for.
 *
 * @param operations of each core and protocol that something was asked of
 * @param requests of each dispatcher that serves the outside
 * @param agreements that are under way, the oldest first; without those that ended at once
 * @param partitions of each domain, those that have a place on this node
 */
public record CountReading(
        List<OperationReading> operations,
        List<RequestReading> requests,
        List<AgreementReading> agreements,
        List<PartitionReading> partitions) {

    public CountReading {
        operations = List.copyOf(operations);
        requests = List.copyOf(requests);
        agreements = List.copyOf(agreements);
        partitions = List.copyOf(partitions);
    }
}
