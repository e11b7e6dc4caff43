package multikernel.domain.shard;

import multikernel.shard.ShardRefusal;

/** A command for a partition got no answer; {@link ShardRefusal#isUndecided} says whether it may have been done. */
public final class ShardRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ShardRefusal refusal;

    ShardRefused(ShardRefusal refusal, String detail) {
        super(refusal.word() + ": " + refusal.sentence() + " (" + detail + ")");
        this.refusal = refusal;
    }

    public ShardRefusal refusal() {
        return refusal;
    }
}
