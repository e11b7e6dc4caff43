package multikernel.runtime;

import multikernel.base.NodeMember;
import multikernel.multicast.Roll;

/**
 * What the posts of a domain are told whose group is over several nodes.
 *
 * @param self this node, as the others know it
 */
public record RollTold(NodeMember self, Roll roll) {}
