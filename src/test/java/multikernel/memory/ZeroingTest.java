package multikernel.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZeroingTest {

    private static final int BYTES = 1 << 18;

    private final Region region = Region.reserve(BYTES);

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldZeroItsRangeInSlicesAndNothingElse() {
        int bytes = 2 * Zeroing.SLICE_BYTES + 4096;
        fill((byte) 7);
        var zeroing = new Zeroing(region, 4096, bytes);
        assertEquals(Zeroing.SLICE_BYTES, zeroing.slice());
        assertEquals(Zeroing.SLICE_BYTES, zeroing.slice());
        assertFalse(zeroing.isDone());
        assertEquals(4096, zeroing.slice());
        assertTrue(zeroing.isDone());
        assertEquals(0, zeroing.slice(), "there is nothing left to zero");
        try (var view = View.open(region, 0, BYTES, false)) {
            for (int offset = 0; offset < BYTES; offset++) {
                boolean inRange = offset >= 4096 && offset < 4096 + bytes;
                assertEquals(inRange ? 0 : 7, view.segment().get(ValueLayout.JAVA_BYTE, offset));
            }
        }
    }

    @Test
    void shouldRefuseARangeThatIsNotInTheRegion() {
        assertThrows(IndexOutOfBoundsException.class, () -> new Zeroing(region, 4096, BYTES));
        assertThrows(IndexOutOfBoundsException.class, () -> new Zeroing(region, -1, 4096));
    }

    private void fill(byte value) {
        try (var view = View.open(region, 0, BYTES, true)) {
            view.segment().fill(value);
        }
    }
}
