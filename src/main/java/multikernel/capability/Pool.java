package multikernel.capability;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The free ranges of one memory server: best fit, the lowest of those that fit equally well, and never two that touch.
 */
public final class Pool {

    /** Every range begins at a multiple of it and is one: the page of most machines. */
    public static final long GRANULARITY_BYTES = 1 << 12;

    private static final Comparator<Range> BY_FIT = (left, right) -> {
        int bySize = Long.compare(left.bytes(), right.bytes());
        return bySize != 0 ? bySize : Long.compare(left.base(), right.base());
    };

    private final TreeMap<Long, Range> byBase = new TreeMap<>();
    private final TreeSet<Range> byFit = new TreeSet<>(BY_FIT);
    private long availableBytes;
    private long changes;

    /** What a request for so many bytes takes: the next multiple of the granularity; at least 1 is asked for. */
    public static long rounded(long bytes) {
        if (bytes < 1 || bytes > Long.MAX_VALUE - GRANULARITY_BYTES) {
            throw new IllegalArgumentException("nobody can take " + bytes + " bytes");
        }
        return (bytes + GRANULARITY_BYTES - 1) & -GRANULARITY_BYTES;
    }

    /** A range of exactly {@link #rounded} bytes, no longer free; empty if no free range is that long. */
    public Optional<Range> take(long bytes) {
        long taken = rounded(bytes);
        var fit = byFit.ceiling(new Range(0, taken));
        if (fit == null) {
            return Optional.empty();
        }
        forget(fit);
        if (fit.bytes() > taken) {
            keep(new Range(fit.base() + taken, fit.bytes() - taken));
        }
        return Optional.of(new Range(fit.base(), taken));
    }

    /** These bytes are free from now on; throws if one of them is already. */
    public void give(long base, long bytes) {
        var given = aligned(base, bytes);
        var before = byBase.floorEntry(base);
        var after = byBase.higherEntry(base);
        if (before != null && before.getValue().end() > base
                || after != null && after.getValue().base() < given.end()) {
            throw new IllegalStateException("given twice: " + given);
        }
        long from = base;
        long to = given.end();
        if (before != null && before.getValue().end() == base) {
            from = before.getValue().base();
            forget(before.getValue());
        }
        if (after != null && after.getValue().base() == to) {
            to = after.getValue().end();
            forget(after.getValue());
        }
        keep(new Range(from, to - from));
    }

    /** Of all free ranges together. */
    public long availableBytes() {
        return availableBytes;
    }

    /** Rises with every change: while it stays, {@link #ranges} says the same. */
    public long changes() {
        return changes;
    }

    /** All free ranges, ascending. */
    public List<Range> ranges() {
        return List.copyOf(byBase.values());
    }

    private static Range aligned(long base, long bytes) {
        var range = new Range(base, bytes);
        if (base % GRANULARITY_BYTES != 0 || bytes % GRANULARITY_BYTES != 0) {
            throw new IllegalArgumentException("not a multiple of " + GRANULARITY_BYTES + ": " + range);
        }
        return range;
    }

    private void keep(Range range) {
        byBase.put(range.base(), range);
        byFit.add(range);
        availableBytes += range.bytes();
        changes++;
    }

    private void forget(Range range) {
        byBase.remove(range.base());
        byFit.remove(range);
        availableBytes -= range.bytes();
        changes++;
    }
}
