package multikernel.base;

/**
 * Where the partitions of a domain with shards begin that each node has by its own configuration or program, as the
 * nodes have agreed.
 *
 * @param by a start of a node that has the domain
 * @param beganCluster whether that is the one that began the cluster
 */
public record Beginning(NodeMember by, boolean beganCluster) {}
