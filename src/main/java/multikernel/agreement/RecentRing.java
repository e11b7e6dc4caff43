package multikernel.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a slice did last, changed in place: a ring by number, and for each origin the highest one that
 * ever was in it and the highest one that was dropped. Nothing is copied but for a {@link #snapshot}.
 *
 * <p>An origin's operations mostly come in their order, so one above the highest of its origin is new without a look
 * into the ring; and mostly they are asked for in that order, too, so a search goes on where the last one ended.
 */
final class RecentRing {

    /** What {@link #numberOf} says of an operation that is not here; changes are numbered from 1. */
    static final long ABSENT = 0;

    private static final int FIRST_SIZE = 16;

    private final int max;
    private @Nullable OperationId[] ring;
    /** Where the oldest stands. */
    private int first;

    private int count;
    private long lastNumber;
    private long foundNumber;
    private @Nullable OperationId[] highest = new OperationId[FIRST_SIZE];
    private @Nullable OperationId[] forgotten = new OperationId[FIRST_SIZE];

    RecentRing(int max) {
        this.max = max;
        this.ring = new OperationId[Math.min(max, FIRST_SIZE)];
    }

    /** @param number one above the last one, if there is one */
    void add(OperationId operation, long number) {
        int origin = roomFor(operation);
        if (count == max) {
            forgetOldest();
        } else if (count == ring.length) {
            grow();
        }
        ring[at(count)] = operation;
        count++;
        lastNumber = number;
        highest[origin] = higher(highest[origin], operation);
    }

    /** The number of the change that the operation made, or {@link #ABSENT}. */
    long numberOf(OperationId operation) {
        if (isAbove(highest, operation)) {
            return ABSENT;
        }
        long firstNumber = lastNumber - count + 1;
        int begin = (int) Math.clamp(foundNumber + 1 - firstNumber, 0, count);
        for (int i = 0; i < count; i++) {
            int index = begin + i < count ? begin + i : begin + i - count;
            if (operation.equals(ring[at(index)])) {
                foundNumber = firstNumber + index;
                return foundNumber;
            }
        }
        return ABSENT;
    }

    /** Whether the operation may have been done and forgotten: nobody can tell any more. */
    boolean mayHaveForgotten(OperationId operation) {
        return !isAbove(forgotten, operation);
    }

    Recent snapshot() {
        var entries = new ArrayList<Recent.Entry>(count);
        for (int index = 0; index < count; index++) {
            var operation = Objects.requireNonNull(ring[at(index)]);
            entries.add(new Recent.Entry(operation, lastNumber - count + 1 + index));
        }
        List<OperationId> floors = Stream.of(forgotten)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new Recent(entries, floors);
    }

    /** Becomes what another core holds. */
    void become(Recent recent) {
        ring = new OperationId[Math.min(max, FIRST_SIZE)];
        first = 0;
        count = 0;
        foundNumber = 0;
        Arrays.fill(highest, null);
        Arrays.fill(forgotten, null);
        for (var floor : recent.forgotten()) {
            int origin = roomFor(floor);
            highest[origin] = floor;
            forgotten[origin] = floor;
        }
        recent.entries().forEach(entry -> add(entry.operation(), entry.number()));
    }

    private int roomFor(OperationId operation) {
        int origin = operation.origin().index();
        if (origin >= highest.length) {
            highest = Arrays.copyOf(highest, 2 * origin);
            forgotten = Arrays.copyOf(forgotten, 2 * origin);
        }
        return origin;
    }

    private void forgetOldest() {
        var oldest = Objects.requireNonNull(ring[first]);
        int origin = oldest.origin().index();
        forgotten[origin] = higher(forgotten[origin], oldest);
        ring[first] = null;
        first = first + 1 == ring.length ? 0 : first + 1;
        count--;
    }

    private void grow() {
        @Nullable OperationId[] larger = new OperationId[Math.min(max, 2 * ring.length)];
        for (int index = 0; index < count; index++) {
            larger[index] = ring[at(index)];
        }
        ring = larger;
        first = 0;
    }

    private int at(int index) {
        int at = first + index;
        return at < ring.length ? at : at - ring.length;
    }

    private static boolean isAbove(@Nullable OperationId[] byOrigin, OperationId operation) {
        int origin = operation.origin().index();
        var known = origin < byOrigin.length ? byOrigin[origin] : null;
        return known == null || Recent.isAfter(operation, known);
    }

    private static OperationId higher(@Nullable OperationId known, OperationId operation) {
        return known == null || Recent.isAfter(operation, known) ? operation : known;
    }
}
