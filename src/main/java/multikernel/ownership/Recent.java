package multikernel.ownership;

import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * The last operations and what came of them. A core numbers its own one after the other, so each has a place by its
 * number and is found with one look; the one that is so many numbers later takes its place.
 */
final class Recent<T> {

    private static final int FIRST_SIZE = 16;

    private final int sizeMax;
    /** Looked at first: an operation of long ago is not in any cache. */
    private long[] numbers;

    private @Nullable OperationId[] operations;
    private @Nullable Object[] outcomes;

    /** @param min operations in a row that are remembered for certain */
    Recent(int min) {
        sizeMax = Integer.highestOneBit(2 * min - 1);
        int size = Math.min(sizeMax, FIRST_SIZE);
        numbers = new long[size];
        operations = new @Nullable OperationId[size];
        outcomes = new @Nullable Object[size];
    }

    @Nullable
    @SuppressWarnings("unchecked")
    T of(OperationId operation) {
        int at = at(operation);
        return operation.number() == numbers[at] && operation.equals(operations[at]) ? (T) outcomes[at] : null;
    }

    void add(OperationId operation, T outcome) {
        int at = at(operation);
        while (operations[at] != null && !operation.equals(operations[at]) && numbers.length < sizeMax) {
            grow();
            at = at(operation);
        }
        numbers[at] = operation.number();
        operations[at] = operation;
        outcomes[at] = outcome;
    }

    private int at(OperationId operation) {
        return (int) operation.number() & (numbers.length - 1);
    }

    private void grow() {
        int before = numbers.length;
        var old = operations;
        var results = outcomes;
        numbers = new long[2 * before];
        operations = new @Nullable OperationId[2 * before];
        outcomes = new @Nullable Object[2 * before];
        for (int i = 0; i < before; i++) {
            var operation = old[i];
            if (operation != null) {
                int at = at(operation);
                numbers[at] = operation.number();
                operations[at] = operation;
                outcomes[at] = results[i];
            }
        }
    }
}
