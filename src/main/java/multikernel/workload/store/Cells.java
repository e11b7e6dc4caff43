package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * The memory of entries: cells of 64 bytes, given out as chains of extents of 1, 2, 4 … 64 cells, each as long as can
 * be had. Free extents are halved and joined as buddies are (Knowlton 1965). Because a chain may consist of single
 * cells, what is asked for is there whenever so many cells are free, wherever they lie: nothing has to be moved, and
 * whether a value has room depends on the entries alone and not on how they came about.
 *
 * <pre>
 *   an extent in use:  0 next extent, or -1   4 order   8 what is stored
 *   a free one:        0 next of its order    4 the one before
 * </pre>
 */
final class Cells {

    static final int BYTES = 64;
    static final int NONE = -1;

    /** Where what is stored begins in every extent. */
    static final int HEAD_BYTES = 8;

    private static final int ORDER_MAX = 6;
    static final int EXTENT_MAX = 1 << ORDER_MAX;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final byte FREE = 0x40;
    private static final byte USED = 0;

    private final Geometry geometry;
    private final int[] firstFree = new int[ORDER_MAX + 1];
    private MemorySegment frame = MemorySegment.NULL;
    /** Cells from here on have never been given out: memory that nobody touched. */
    private int fresh;

    private int used;

    Cells(Geometry geometry) {
        this.geometry = geometry;
        clear();
    }

    /** The same frame, at the latest whenever it may have been mapped anew. */
    void over(MemorySegment view) {
        frame = view;
    }

    void clear() {
        Arrays.fill(firstFree, NONE);
        fresh = 0;
        used = 0;
    }

    int used() {
        return used;
    }

    int free() {
        return geometry.cells() - used;
    }

    /** The first extent of a chain; there must be so many free cells. */
    int take(int cells) {
        var first = NONE;
        var last = NONE;
        for (var left = cells; left > 0; ) {
            var order = Math.min(ORDER_MAX, 31 - Integer.numberOfLeadingZeros(left));
            var extent = extent(order);
            while (extent == NONE) {
                extent = extent(--order);
            }
            frame.set(INT, geometry.cellAt(extent), NONE);
            frame.set(INT, geometry.cellAt(extent) + 4, order);
            if (last == NONE) {
                first = extent;
            } else {
                frame.set(INT, geometry.cellAt(last), extent);
            }
            last = extent;
            left -= 1 << order;
        }
        used += cells;
        return first;
    }

    int next(int extent) {
        return frame.get(INT, geometry.cellAt(extent));
    }

    /** Of what is stored in the extent. */
    int bytes(int extent) {
        return (BYTES << frame.get(INT, geometry.cellAt(extent) + 4)) - HEAD_BYTES;
    }

    /** Gives back a whole chain. */
    void giveBack(int first) {
        for (var extent = first; extent != NONE; ) {
            var next = next(extent);
            var order = frame.get(INT, geometry.cellAt(extent) + 4);
            used -= 1 << order;
            join(extent, order);
            extent = next;
        }
    }

    private int extent(int order) {
        var found = order;
        while (found <= ORDER_MAX && firstFree[found] == NONE) {
            found++;
        }
        int extent;
        if (found <= ORDER_MAX) {
            extent = firstFree[found];
            unlink(extent, found);
        } else if (fresh < geometry.cells()) {
            extent = fresh;
            fresh += EXTENT_MAX;
            found = ORDER_MAX;
        } else {
            return NONE;
        }
        while (found > order) {
            found--;
            link(extent + (1 << found), found);
        }
        tag(extent, USED);
        return extent;
    }

    private void join(int freed, int freedOrder) {
        var extent = freed;
        var order = freedOrder;
        while (order < ORDER_MAX) {
            var buddy = extent ^ (1 << order);
            if (frame.get(ValueLayout.JAVA_BYTE, geometry.tagAt(buddy)) != (byte) (FREE | order)) {
                break;
            }
            unlink(buddy, order);
            extent = Math.min(extent, buddy);
            order++;
        }
        link(extent, order);
    }

    private void link(int extent, int order) {
        var next = firstFree[order];
        frame.set(INT, geometry.cellAt(extent), next);
        frame.set(INT, geometry.cellAt(extent) + 4, NONE);
        if (next != NONE) {
            frame.set(INT, geometry.cellAt(next) + 4, extent);
        }
        firstFree[order] = extent;
        tag(extent, (byte) (FREE | order));
    }

    private void unlink(int extent, int order) {
        var next = frame.get(INT, geometry.cellAt(extent));
        var before = frame.get(INT, geometry.cellAt(extent) + 4);
        if (before == NONE) {
            firstFree[order] = next;
        } else {
            frame.set(INT, geometry.cellAt(before), next);
        }
        if (next != NONE) {
            frame.set(INT, geometry.cellAt(next) + 4, before);
        }
        tag(extent, USED);
    }

    private void tag(int cell, byte tag) {
        frame.set(ValueLayout.JAVA_BYTE, geometry.tagAt(cell), tag);
    }
}
