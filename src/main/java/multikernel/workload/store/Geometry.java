package multikernel.workload.store;

/**
 * How a frame is divided: first the index, 8 bytes a slot; then cells of 64 bytes; last a byte for each cell. There are
 * 8 slots for at most 7 cells, and an entry takes a cell at least, so the index never gets full and never has to grow.
 *
 * @param slots a power of two
 * @param cells a multiple of {@link Cells#EXTENT_MAX}
 */
record Geometry(int slots, int cells) {

    static final long BYTES_MIN = 1 << 16;

    /** Cells are numbered in 31 bits less one. */
    static final long BYTES_MAX = 1L << 36;

    private static final int SLOT_BYTES = 8;
    private static final int SLOTS_MAX = 1 << 30;

    /** The most cells that fit; frames of one size are divided in one way. */
    static Geometry of(long frameBytes) {
        var best = new Geometry(8, 0);
        for (var slots = 8L; slots <= SLOTS_MAX && slots * SLOT_BYTES < frameBytes; slots *= 2) {
            var fit = Math.min(slots / 8 * 7, (frameBytes - slots * SLOT_BYTES) / (Cells.BYTES + 1));
            var cells = (int) (fit / Cells.EXTENT_MAX * Cells.EXTENT_MAX);
            if (cells > best.cells()) {
                best = new Geometry((int) slots, cells);
            }
        }
        return best;
    }

    long slotAt(int slot) {
        return (long) slot * SLOT_BYTES;
    }

    long cellAt(int cell) {
        return (long) slots * SLOT_BYTES + (long) cell * Cells.BYTES;
    }

    long tagAt(int cell) {
        return (long) slots * SLOT_BYTES + (long) cells * Cells.BYTES + cell;
    }
}
