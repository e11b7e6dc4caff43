/**
 * Partitions of a domain over several nodes, as arithmetic: where each has its seats, who owns it, and how a command
 * gets there and back.
 *
 * <p>Floor 3. {@link multikernel.shard.ShardHost} is one start of one dispatcher of the domain; it holds a
 * {@link multikernel.agreement.group.Group} for each partition that has its place on its core, and passes commands for
 * those on to whoever owns them. {@link multikernel.shard.ShardMessage} is all that two hosts say to each other,
 * {@link multikernel.shard.ShardAct} what one wants done.
 */
@NullMarked
package multikernel.shard;

import org.jspecify.annotations.NullMarked;
