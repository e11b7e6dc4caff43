package multikernel.stress;

import org.jspecify.annotations.Nullable;

/**
 * Something mutable that goes along with a message: who sees the message must see the value that was written before.
 */
final class Cell {

    private int value;

    Cell(int value) {
        this.value = value;
    }

    /** The message that this cell came with, 0 for a stale one and -1 for none. */
    static int valueOf(@Nullable Cell cell) {
        return cell == null ? -1 : cell.value;
    }
}
