/**
 * Which node should own each partition of a sharded domain.
 *
 * <p>Floor 8. {@code Elections} is the one actor of a node that candidates are brought to, {@code Standing} one
 * candidacy, {@code PartitionSeat} one partition while it is here, {@code Region} what these need of Akka's Cluster
 * Sharding, {@code SpreadAllocation} its question where to put a partition, which
 * {@link multikernel.monitor.PartitionSpread} answers.
 *
 * <pre>
 * candidate &lt;--elected, resigned-- Standing --start p, each second--&gt; region, shard p, PartitionSeat p
 *                                     ^                            (here or on another node)   |
 *                                     +-----------begun, asked, ended-------------------(only here)
 * </pre>
 *
 * <p>Sharding itself, one shard for each partition, and not Akka's daemon processes on top of it: those need a second
 * singleton with a state of its own, and ask for what is missing by a slow round that nobody shortens after a loss. A
 * shard runs nothing until it is sent a message, also when its coordinator has moved it, so each candidacy sends one
 * for every partition that is not here, again and again; whoever has it answers by doing nothing.
 *
 * <p>Invariants: at most one node has a seat for a partition while the coordinator can reach all that are up; a
 * candidate has let go before another is elected, unless the hand-off's limit was over. Nothing of ours is made of
 * bytes: between nodes go Akka's own words alone.
 *
 * <p>Deliberately absent: data of partitions, messages to them, and any right to write.
 */
@NullMarked
package multikernel.network.election;

import org.jspecify.annotations.NullMarked;
