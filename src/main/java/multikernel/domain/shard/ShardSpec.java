package multikernel.domain.shard;

import java.util.function.Predicate;
import java.util.function.Supplier;
import multikernel.runtime.MessageInterface;
import multikernel.shard.ShardMessage;

/**
 * A domain of a program that is split into partitions. All nodes give a domain the same.
 *
 * @param partitions 1 to 65,536, see {@link Sharded#shard}
 * @param durability what a command's answer promises
 * @param commands at most {@link ShardMessage#COMMAND_BYTES_MAX} bytes each, refused beyond
 * @param results at most one byte less each; what is longer is refused as {@code too-long} after it was done
 * @param reads whether a command changes nothing, so that the owner answers it alone, under its lease
 * @param create a partition that holds nothing yet; on a core's thread, once for each replica there
 */
public record ShardSpec<C, R>(
        int partitions,
        Durability durability,
        MessageInterface<C> commands,
        MessageInterface<R> results,
        Predicate<C> reads,
        Supplier<? extends PartitionState<C, R>> create) {}
