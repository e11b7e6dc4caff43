package multikernel.base;

/**
 * Where one start of a node listens for links of other nodes.
 *
 * @param incarnation of the node
 * @param port 1 to 65535
 */
public record LinkAddress(String node, int incarnation, String host, int port) {}
