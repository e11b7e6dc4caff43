package multikernel.base;

import java.util.List;

/**
 * One look at what a node has counted of operations and requests; empty where metrics are off.
 *
 * @param operations of each core and protocol that something was asked of
 * @param requests of each dispatcher that serves the outside
 */
public record CountReading(List<OperationReading> operations, List<RequestReading> requests) {

    public CountReading {
        operations = List.copyOf(operations);
        requests = List.copyOf(requests);
    }
}
