package multikernel.capability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A memory server so slow that it is obvious: one flag for each page. */
final class PoolModel {

    static final long PAGE = Pool.GRANULARITY_BYTES;

    private final boolean[] free;

    PoolModel(int pages) {
        free = new boolean[pages];
    }

    Optional<Range> take(long bytes) {
        var best = Optional.<Range>empty();
        for (var range : ranges()) {
            if (range.bytes() >= bytes
                    && (best.isEmpty() || range.bytes() < best.get().bytes())) {
                best = Optional.of(range);
            }
        }
        long pages = (bytes + PAGE - 1) / PAGE;
        var taken = best.map(range -> new Range(range.base(), pages * PAGE));
        taken.ifPresent(range -> set(range, false));
        return taken;
    }

    void give(Range range) {
        set(range, true);
    }

    boolean isFree(long address) {
        return free[(int) (address / PAGE)];
    }

    long availableBytes() {
        return ranges().stream().mapToLong(Range::bytes).sum();
    }

    List<Range> ranges() {
        return ranges(0, free.length * PAGE);
    }

    private List<Range> ranges(long from, long to) {
        var ranges = new ArrayList<Range>();
        for (long base = from; base < to; base += PAGE) {
            if (!isFree(base)) {
                continue;
            }
            if (!ranges.isEmpty() && ranges.getLast().end() == base) {
                var last = ranges.removeLast();
                ranges.add(new Range(last.base(), last.bytes() + PAGE));
            } else {
                ranges.add(new Range(base, PAGE));
            }
        }
        return ranges;
    }

    private void set(Range range, boolean isFree) {
        for (long base = range.base(); base < range.end(); base += PAGE) {
            free[(int) (base / PAGE)] = isFree;
        }
    }
}
