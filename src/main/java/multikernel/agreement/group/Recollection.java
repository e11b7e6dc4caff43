package multikernel.agreement.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import multikernel.agreement.group.GroupMessage.Remembered;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The writes that were done last, with their results: a part of the state, so every member has the same. A ring in the
 * order of their indices, with a chain through it for each hash. Nothing is kept for each origin: a write says since
 * when it can have been done, and what is remembered says since when it is complete.
 */
final class Recollection {

    private static final int NONE = -1;

    private final int max;
    private final long[] indices;
    private final @Nullable Operation[] operations;
    private final @Nullable Bytes[] results;
    private final int[] heads;
    private final int[] nexts;
    private int first;
    private int count;
    private long forgotten;

    Recollection(int max) {
        this.max = max;
        indices = new long[max];
        operations = new Operation[max];
        results = new Bytes[max];
        nexts = new int[max];
        heads = new int[Integer.highestOneBit(max) << 1];
        Arrays.fill(heads, NONE);
    }

    /** Every write behind this index is remembered. */
    long forgotten() {
        return forgotten;
    }

    /** Where the write stands, or a negative number. */
    int find(Operation operation) {
        int place = heads[hash(operation)];
        while (place != NONE && !isSame(operation, Objects.requireNonNull(operations[place]))) {
            place = nexts[place];
        }
        return place;
    }

    long indexAt(int place) {
        return indices[place];
    }

    Bytes resultAt(int place) {
        return Objects.requireNonNull(results[place]);
    }

    /** Whether a write that is not here may have been done. */
    boolean mayHaveForgotten(Operation operation) {
        return operation.since() < forgotten;
    }

    /** @param index above all others */
    void add(long index, Operation operation, Bytes result) {
        if (count == max) {
            forgetOldest();
        }
        int place = first + count < max ? first + count : first + count - max;
        count++;
        indices[place] = index;
        operations[place] = operation;
        results[place] = result;
        int hash = hash(operation);
        nexts[place] = heads[hash];
        heads[hash] = place;
    }

    List<Remembered> all() {
        var all = new ArrayList<Remembered>(count);
        for (int i = 0; i < count; i++) {
            int place = first + i < max ? first + i : first + i - max;
            all.add(new Remembered(
                    indices[place], Objects.requireNonNull(operations[place]), Objects.requireNonNull(results[place])));
        }
        return all;
    }

    /** Nothing is remembered, and nothing before the index is. */
    void reset(long forgottenUpTo) {
        Arrays.fill(heads, NONE);
        Arrays.fill(operations, null);
        Arrays.fill(results, null);
        first = 0;
        count = 0;
        forgotten = forgottenUpTo;
    }

    private void forgetOldest() {
        var oldest = Objects.requireNonNull(operations[first]);
        int hash = hash(oldest);
        if (heads[hash] == first) {
            heads[hash] = nexts[first];
        } else {
            int before = heads[hash];
            while (nexts[before] != first) {
                before = nexts[before];
            }
            nexts[before] = nexts[first];
        }
        forgotten = indices[first];
        operations[first] = null;
        results[first] = null;
        first = first + 1 == max ? 0 : first + 1;
        count--;
    }

    private static boolean isSame(Operation left, Operation right) {
        return left.number() == right.number() && left.origin() == right.origin();
    }

    private int hash(Operation operation) {
        long mixed = (operation.origin() * 0x9E3779B97F4A7C15L + operation.number()) * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 32) & heads.length - 1;
    }
}
