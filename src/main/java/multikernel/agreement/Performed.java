package multikernel.agreement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * The operations that this core has performed last, or performs, so that none of them is performed again: a bit for
 * each number of each origin's last starts, so that a look costs one line of memory however many are remembered.
 */
final class Performed {

    /** Starts of one core, counted up and down apart, of which it remembers what they began. */
    private static final int STARTS = 8;

    private final int max;
    /** By origin. */
    private final List<@Nullable List<Numbers>> done = new ArrayList<>();
    /** Begun and not done, while no commit is open that would know. */
    private final Set<OperationId> begun = new HashSet<>();

    /** @param max operations that are remembered of one start of one core: those with its last so many numbers */
    Performed(int max) {
        this.max = max;
    }

    Part.Work of(OperationId operation) {
        var numbers = numbers(operation);
        if (numbers != null && numbers.has(operation)) {
            return Part.Work.DONE;
        }
        return isLeftOver(operation) ? Part.Work.BEGUN : Part.Work.NOT_BEGUN;
    }

    void leftOver(OperationId operation) {
        begun.add(operation);
    }

    boolean isLeftOver(OperationId operation) {
        return !begun.isEmpty() && begun.contains(operation);
    }

    void done(OperationId operation) {
        if (!begun.isEmpty()) {
            begun.remove(operation);
        }
        var numbers = numbers(operation);
        (numbers == null ? begin(operation) : numbers).add(operation);
    }

    private @Nullable Numbers numbers(OperationId operation) {
        int origin = operation.origin().index();
        var starts = origin < done.size() ? done.get(origin) : null;
        if (starts != null) {
            for (int latest = starts.size() - 1; latest >= 0; latest--) {
                if (starts.get(latest).isOf(operation)) {
                    return starts.get(latest);
                }
            }
        }
        return null;
    }

    private Numbers begin(OperationId operation) {
        int origin = operation.origin().index();
        while (done.size() <= origin) {
            done.add(null);
        }
        var starts = done.get(origin);
        if (starts == null) {
            starts = new ArrayList<>(1);
            done.set(origin, starts);
        } else if (starts.size() == STARTS) {
            starts.removeFirst();
        }
        var fresh = new Numbers(operation, max);
        starts.add(fresh);
        return fresh;
    }

    /** Of one start of one core, and of the numbers that go up from 1 or of those that go down from -1. */
    private static final class Numbers {

        private final int incarnation;
        private final boolean goesDown;
        private final int mask;
        private final long[] bits;
        private long highest;

        Numbers(OperationId first, int max) {
            incarnation = first.incarnation();
            goesDown = first.number() < 0;
            int words = Math.max(1, Integer.highestOneBit(2 * max - 1) >>> 6);
            mask = words * Long.SIZE - 1;
            bits = new long[words];
            highest = Math.abs(first.number());
        }

        boolean isOf(OperationId operation) {
            return operation.incarnation() == incarnation && operation.number() < 0 == goesDown;
        }

        boolean has(OperationId operation) {
            long number = Math.abs(operation.number());
            return number <= highest && highest - number <= mask && (word(number) & 1L << number) != 0;
        }

        void add(OperationId operation) {
            long number = Math.abs(operation.number());
            if (number > highest) {
                forgetAhead(number);
            }
            if (highest - number <= mask) {
                bits[at(number)] |= 1L << number;
            }
        }

        private void forgetAhead(long next) {
            for (long number = Math.max(highest, next - mask - 1) + 1; number <= next; number++) {
                bits[at(number)] &= ~(1L << number);
            }
            highest = next;
        }

        private long word(long number) {
            return bits[at(number)];
        }

        private int at(long number) {
            return (int) (number & mask) >>> 6;
        }
    }
}
