package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PagedMapTest {

    @Test
    void shouldHoldWhatAnOrdinaryMapHoldsAndLeaveEarlierOnesAsTheyWere() {
        var random = new Random(1);
        var model = new HashMap<Integer, Long>();
        var tried = PagedMap.of(Map.of());
        for (int step = 0; step < 3_000; step++) {
            int key = random.nextInt(1_000);
            var before = tried;
            var copy = Map.copyOf(model);
            model.put(key, (long) step);
            tried = tried.with(key, (long) step);
            assertEquals(model.get(key), tried.get(key));
            assertEquals(copy.get(key), before.get(key));
        }
        assertEquals(model, tried);
        assertEquals(tried, PagedMap.of(model));
    }

    @Test
    void shouldRefuseMoreThanItIsMadeFor() {
        var full = PagedMap.zeros(ReadMostly.ENTRIES);
        assertEquals(ReadMostly.ENTRIES, full.size());
        assertThrows(IllegalStateException.class, () -> full.with(ReadMostly.ENTRIES, 1L));
    }
}
