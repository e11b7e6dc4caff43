package multikernel.shard;

import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;

/**
 * One start of the dispatcher that a domain has on a core of a node.
 *
 * @param cores how many cores of its node the domain is on: partition p has its place on the one at p modulo that
 * @param seat the one that it has in every group that it is in; a dispatcher that starts again gets another
 */
public record ShardHost(String node, CoreId core, int cores, Seat seat) {}
