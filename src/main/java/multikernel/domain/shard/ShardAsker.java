package multikernel.domain.shard;

import multikernel.codec.Bytes;
import multikernel.shard.ShardRefusal;

/** Who waits for one command of a partition: told once, one or the other. */
public interface ShardAsker {

    void answered(Bytes result);

    void refused(ShardRefusal why, int partition);
}
