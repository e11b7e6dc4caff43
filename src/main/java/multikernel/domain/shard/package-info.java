/**
 * Domains that are split into partitions: the shell around {@code multikernel.shard} for whoever has partitions, and
 * the partitions of a program.
 *
 * <pre>{@code
 * var counters = kernel.spawn("counters", new ShardSpec<>(24, Durability.of("auto"), ...), Cores.all());
 * counters.shard(key).tell(new Add(key, 1));
 * counters.shard(key).ask(new Get(key)).thenAccept(...);
 *
 * Sharded --Ask--> PartitionDispatcher --> ShardShell --> Shards --acts--> ShardMesh --channels--> hosts elsewhere
 *                  on the place's core                      +-- ReplicaOfPartition: a PartitionState of the program's
 * }</pre>
 *
 * <p>Floor 7. {@link multikernel.domain.shard.ShardShell} performs what the machine of one core wants done and keeps
 * the commands of each partition in line; {@link multikernel.domain.shard.ShardMesh} is one core's partitions among
 * those of other nodes, {@link multikernel.domain.shard.ShardChannels} its channels to them, over whichever tier there
 * is; {@code OwnerTrace} tells a trace who owns each partition, and how it came to that;
 * {@link multikernel.domain.shard.ShardPlan} says what a domain needs around it. The store of
 * {@code multikernel.workload} stands on the same.
 *
 * <p>Promised. A command is done once, or refused; refused as undecided it may have been done, once. Two commands of
 * one core for one partition are done in their order. What was answered outlasts what
 * {@link multikernel.domain.shard.Durability} says, and a partition whose node drains goes to another with all of it. A
 * command that nobody waits for and that no partition took is counted.
 *
 * <p>A core that fails ends its channels with {@code DISPATCHER_ENDED} as its last word, so the others own at once what
 * it owned, and do not wait for its lease; one that is only stuck does not, for it may come back within it. With
 * {@code local} there are no others: what the partitions of that core held is lost, which the node says, and they begin
 * empty with its next start. The core of the gateway cannot send a last word: its partitions wait for their leases.
 *
 * <p>Deliberately absent: a partition as an actor with state that cannot be copied, and partitions on some cores of a
 * node in a cluster. A program spawns its own domain on each node that runs it; kinds are spawned on all at once.
 */
@NullMarked
package multikernel.domain.shard;

import org.jspecify.annotations.NullMarked;
