package multikernel.runtime;

import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import multikernel.base.GroupPlace;
import multikernel.multicast.Share;
import multikernel.runtime.WidePart.Failed;

/**
 * A program's fold, which may throw: what comes of the round is then that it did, for everyone.
 *
 * @param at where it is applied
 */
record RoundFold(GroupPlace at, BinaryOperator<Object> program, RoundSeal seal) implements BinaryOperator<Object> {

    private static final int WHAT_CHARACTERS_MAX = WidePart.WHAT_BYTES_MAX / 4;

    @Override
    public Object apply(Object one, Object other) {
        if (one instanceof Failed || other instanceof Failed) {
            return one instanceof Failed ? one : other;
        }
        try {
            return seal.sealed(program.apply(seal.opened(one), seal.opened(other)));
        } catch (RuntimeException thrown) {
            var what = "on " + at + ": " + thrown;
            return new Failed(what.substring(0, Math.min(what.length(), WHAT_CHARACTERS_MAX)));
        }
    }

    /** Of members that had no fold of their own several shares may be left. */
    Object all(Stream<Share<Object>> shares) {
        return shares.map(Share::part).reduce(this).orElseThrow();
    }
}
