package multikernel.base;

import org.jspecify.annotations.Nullable;

/**
 * Names one operation for as long as anyone may ask again about it.
 *
 * @param origin the core that began it
 * @param incarnation of the origin when it began it
 * @param number counts the operations of that incarnation, from 1
 */
public record OperationId(CoreId origin, int incarnation, long number) {

    /** By hand, like the hash, for it is looked up several times in each operation. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OperationId(var from, int start, long its)
                && number == its
                && incarnation == start
                && origin.index() == from.index();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number * 31 + incarnation) * 31 + origin.index();
    }

    @Override
    public String toString() {
        return origin.index() + "." + incarnation + "." + number;
    }
}
