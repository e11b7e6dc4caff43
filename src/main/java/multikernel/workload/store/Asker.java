package multikernel.workload.store;

import multikernel.codec.Bytes;
import multikernel.domain.shard.ShardAsker;
import multikernel.shard.ShardRefusal;

/** Who waits for the reply to one command. */
interface Asker extends ShardAsker {

    /**
     * Called once.
     *
     * @param reply kept as it is
     */
    void answered(byte[] reply);

    @Override
    default void answered(Bytes result) {
        answered(result.toArray());
    }

    @Override
    default void refused(ShardRefusal why, int partition) {
        answered(ShardWords.error(ShardWords.of(why, partition)));
    }
}
