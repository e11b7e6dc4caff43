package multikernel.domain.shard;

import multikernel.shard.ShardHost;
import multikernel.shard.ShardMessage;

/** The channels of one host of a domain's partitions to the others that it has met. */
@FunctionalInterface
public interface ShardLinks {

    /**
     * Never delivers before it returns. What is lost, refused or said twice is borne: who waits for an answer asks
     * again, and once the channel is gone the host is {@link ShardShell#parted}.
     *
     * @return whether it is on its way
     */
    boolean send(ShardHost to, ShardMessage message);
}
