/**
 * The kind {@code store}: keys and values in memory, spoken to in RESP 2 and 3.
 *
 * <pre>
 *   client -- socket -- connection -- desk --here--> Own: the partitions that have their place on this core
 *                                       |
 *                                       +---- way --Orders--> dispatcher of another core --> its Own
 *                                              &lt;-Answers-
 *   without shards   Own = OwnPartition: one partition, in the core's frame
 *   with shards      Own = ShardOwn --> ShardShell --> Shards --acts--> ShardLinks --> hosts on other nodes
 *                                                        +-- StorePartition: one replica, in a slice of the frame
 * </pre>
 *
 * <p>Floor 9. Every core of the domain listens at the one port and the system deals connections out. A command of
 * several keys is one command for each of them: atomic for each key, not together.
 *
 * <p>Without shards a key's partition is its core, by {@link multikernel.workload.store.KeyHash}. A command of one key
 * that is the core's own is executed while it is read; others gather on a way and go together.
 *
 * <p>With shards keys are split over so many partitions, and partition p has its place on the core at p modulo cores of
 * each node. What is asked of it goes there and from there through {@link multikernel.shard.Shards} to its owner; its
 * log consists of {@link multikernel.workload.store.Order}s and, for what expires,
 * {@link multikernel.workload.store.Sweeping}s. Commands of one core for one partition stand in a
 * {@link multikernel.domain.shard.ShardShell line}, so that a pipeline finds done what came before; writes that are
 * sent to an owner which then changes may be done in another order than they were sent in. All nodes have to give a
 * domain as many cores and as much memory, for only replicas of one size answer alike. What is refused, and in which
 * words:
 *
 * <pre>
 *   no-owner, after the time for a command   CLUSTERDOWN Hash slot not served             nothing was done
 *   no-majority                              CLUSTERDOWN The cluster is down              nothing was done
 *   too-few-seats                            NOREPLICAS Not enough good replicas ...      nothing was done
 *   busy, or too much waits on a core        TRYAGAIN ...                                 nothing was done
 *   too-long                                 ERR a command of a sharded store has ...     nothing was done
 *   forgotten, timed-out                     ERR ... it is not known what was done
 * </pre>
 *
 * <p>{@code WAIT} answers at once with how many other nodes hold for certain what this connection wrote: a write is
 * answered when most of its group have it.
 *
 * <p>Invariants: replies leave in the order of their requests; a partition is a deterministic machine
 * ({@link multikernel.workload.store.Partition}), which a model of hash maps beside the tests agrees with; its entries
 * lie in one frame of the core, no object belongs to a key, and whether a value has room depends on the entries alone;
 * what has no room is refused, nothing is evicted. Time is a clock that nobody sets, and is a parameter below
 * {@code Desk}. An order whose core was lost or is silent is answered as undecided; one that was not sent, TRYAGAIN.
 *
 * <p>Deliberately absent: persistence (the keys of a dispatcher that starts again are gone, unless others hold them),
 * other types than strings, transactions, scripts, and defence against keys that are chosen to collide in a hash that
 * everyone knows. With shards, expiry goes by the clocks of the nodes that are asked: one that is ahead has a key
 * expire early.
 */
@NullMarked
package multikernel.workload.store;

import org.jspecify.annotations.NullMarked;
