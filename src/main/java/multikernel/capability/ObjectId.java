package multikernel.capability;

import java.util.Comparator;
import multikernel.base.CoreId;

/**
 * Names an object for ever, so that a range which is used again is never taken for what lay there before.
 *
 * @param born the core that made it
 * @param incarnation of that core then
 * @param number counts what that incarnation made, from 1
 */
public record ObjectId(CoreId born, int incarnation, long number) implements Comparable<ObjectId> {

    private static final Comparator<ObjectId> ORDER = Comparator.comparing(ObjectId::born)
            .thenComparingInt(ObjectId::incarnation)
            .thenComparingLong(ObjectId::number);

    @Override
    public int compareTo(ObjectId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return born.index() + "." + incarnation + "." + number;
    }
}
