package multikernel.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import multikernel.memory.Region;
import multikernel.memory.Zeroing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZeroingsTest {

    private static final long SLICE = Zeroing.SLICE_BYTES;

    private final Region region = Region.reserve(1 << 20);
    private final List<Long> done = new ArrayList<>();
    private final Zeroings zeroings = new Zeroings(region, each -> done.add(each.base()));

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void shouldZeroASmallRangeAtOnce() {
        zeroings.add(4096, 4096);
        assertEquals(List.of(4096L), done);
        assertTrue(zeroings.isEmpty());
        assertFalse(zeroings.turn());
    }

    @Test
    void shouldZeroNoMoreThanASliceInATurn() {
        zeroings.add(0, SLICE);
        zeroings.add(SLICE, 4096);
        assertEquals(List.of(0L), done, "the second would be more than a slice in this turn");
        assertTrue(zeroings.turn());
        assertEquals(List.of(0L, SLICE), done);
    }

    @Test
    void shouldZeroALargeRangeASliceATurnAndWhatCameLaterAfterIt() {
        zeroings.add(0, 2 * SLICE + 4096);
        zeroings.add(4 * SLICE, 4096);
        assertTrue(zeroings.turn());
        assertTrue(zeroings.turn());
        assertEquals(List.of(), done);
        assertTrue(zeroings.turn());
        assertEquals(List.of(0L), done);
        assertFalse(zeroings.isEmpty());
        assertTrue(zeroings.turn());
        assertEquals(List.of(0L, 4 * SLICE), done);
        assertTrue(zeroings.isEmpty());
    }
}
