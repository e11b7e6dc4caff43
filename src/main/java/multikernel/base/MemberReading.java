package multikernel.base;

/**
 * One look at a node of the cluster, from the node that is asked.
 *
 * @param address where its remoting listens, {@code HOST:PORT}; empty where it has none
 * @param incarnation counts the node's starts in its data directory, from 1
 * @param cores that it is configured to have
 * @param sinceEpochMillis when this node saw that state begin
 */
public record MemberReading(
        String name, String address, NodeState state, int incarnation, int cores, long sinceEpochMillis) {}
