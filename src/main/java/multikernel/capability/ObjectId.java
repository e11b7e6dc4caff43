package multikernel.capability;

import multikernel.base.CoreId;
import org.jspecify.annotations.Nullable;

/**
 * Names an object for ever, so that a range which is used again is never taken for what lay there before.
 *
 * @param born the core that made it
 * @param incarnation of that core then
 * @param number counts what that incarnation made, from 1
 */
public record ObjectId(CoreId born, int incarnation, long number) implements Comparable<ObjectId> {

    @Override
    public int compareTo(ObjectId other) {
        int byCore = born.compareTo(other.born);
        if (byCore != 0) {
            return byCore;
        }
        int byIncarnation = Integer.compare(incarnation, other.incarnation);
        return byIncarnation != 0 ? byIncarnation : Long.compare(number, other.number);
    }

    /** By hand, like the hash, for it is looked up several times in each operation. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectId(var core, int start, long its)
                && number == its
                && incarnation == start
                && born.index() == core.index();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number * 31 + incarnation) * 31 + born.index();
    }

    @Override
    public String toString() {
        return born.index() + "." + incarnation + "." + number;
    }
}
