package multikernel.ownership;

import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * The last operations and what came of them. A core numbers its own one after the other, so each has a place by its
 * number and is found with one look; the one that is so many numbers later takes its place.
 */
final class Recent<T> {

    /** Looked at first: an operation of long ago is not in any cache. */
    private final long[] numbers;

    private final @Nullable OperationId[] operations;
    private final @Nullable Object[] outcomes;
    private final int mask;

    /** @param min operations in a row that are remembered for certain */
    Recent(int min) {
        int size = Integer.highestOneBit(2 * min - 1);
        numbers = new long[size];
        operations = new @Nullable OperationId[size];
        outcomes = new @Nullable Object[size];
        mask = size - 1;
    }

    @Nullable
    @SuppressWarnings("unchecked")
    T of(OperationId operation) {
        int at = at(operation);
        return operation.number() == numbers[at] && operation.equals(operations[at]) ? (T) outcomes[at] : null;
    }

    void add(OperationId operation, T outcome) {
        int at = at(operation);
        numbers[at] = operation.number();
        operations[at] = operation;
        outcomes[at] = outcome;
    }

    private int at(OperationId operation) {
        return (int) operation.number() & mask;
    }
}
