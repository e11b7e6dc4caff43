package multikernel.shard;

import multikernel.agreement.group.GroupState;
import multikernel.codec.Bytes;

/** What a partition is. */
public interface ShardState extends GroupState {

    /** Answers a command that changes nothing. */
    Bytes read(Bytes command);
}
