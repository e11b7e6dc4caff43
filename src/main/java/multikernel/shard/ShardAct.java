package multikernel.shard;

import multikernel.codec.Bytes;

/** What a host wants done, in this order. */
public sealed interface ShardAct {

    record Send(ShardHost to, ShardMessage message) implements ShardAct {}

    /** A command of this node's is done. */
    record Answered(long ticket, Bytes result) implements ShardAct {}

    record Refused(long ticket, ShardRefusal why) implements ShardAct {}

    /** This host owns the partition from now on. */
    record Serving(int partition) implements ShardAct {}

    record Ceased(int partition) implements ShardAct {}

    /** This host founded the partition again, because what was founded before never came to have its seats. */
    record FoundedAgain(int partition) implements ShardAct {}

    /** What a seat of the partition's group said changed nothing, because its ballot, or its founding, is over. */
    record Late(int partition) implements ShardAct {}
}
