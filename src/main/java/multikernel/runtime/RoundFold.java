package multikernel.runtime;

import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.multicast.Share;

/**
 * A program's fold, which may throw: what comes of the round is then that it did, for everyone.
 *
 * @param at where it is applied
 */
record RoundFold(CoreId at, BinaryOperator<Object> program) implements BinaryOperator<Object> {

    /** In the place of a part. */
    record Failed(String what) {}

    @Override
    public Object apply(Object one, Object other) {
        if (one instanceof Failed || other instanceof Failed) {
            return one instanceof Failed ? one : other;
        }
        try {
            return program.apply(one, other);
        } catch (RuntimeException thrown) {
            return new Failed("on " + at + ": " + thrown);
        }
    }

    /** Of members that had no fold of their own several shares may be left. */
    Object all(Stream<Share<Object>> shares) {
        return shares.map(Share::part).reduce(this).orElseThrow();
    }
}
