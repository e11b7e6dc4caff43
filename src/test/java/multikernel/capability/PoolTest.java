package multikernel.capability;

import static multikernel.capability.PoolModel.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static final int PAGES = 48;

    @Test
    void shouldTakeTheShortestRangeThatFitsAndTheLowestOfThose() {
        var pool = new Pool();
        pool.give(0, 4 * PAGE);
        pool.give(5 * PAGE, 2 * PAGE);
        pool.give(10 * PAGE, 2 * PAGE);
        assertEquals(Optional.of(new Range(5 * PAGE, 2 * PAGE)), pool.take(PAGE + 1));
        assertEquals(Optional.of(new Range(10 * PAGE, PAGE)), pool.take(1));
        assertEquals(List.of(new Range(0, 4 * PAGE), new Range(11 * PAGE, PAGE)), pool.ranges());
    }

    @Test
    void shouldHaveNothingWhereNoSingleRangeIsLongEnough() {
        var pool = new Pool();
        assertEquals(Optional.empty(), pool.take(1));
        pool.give(0, PAGE);
        pool.give(2 * PAGE, PAGE);
        assertEquals(Optional.empty(), pool.take(2 * PAGE));
        assertEquals(2 * PAGE, pool.availableBytes());
    }

    @Test
    void shouldThrowWhenAByteIsGivenTwiceOrARangeIsNotAligned() {
        var pool = new Pool();
        pool.give(4 * PAGE, 4 * PAGE);
        for (long page : new long[] {3, 4, 5, 7}) {
            assertThrows(IllegalStateException.class, () -> pool.give(page * PAGE, 2 * PAGE), "page " + page);
        }
        assertThrows(IllegalStateException.class, () -> pool.give(0, 32 * PAGE), "around it");
        assertThrows(IllegalArgumentException.class, () -> pool.give(1, PAGE));
        assertThrows(IllegalArgumentException.class, () -> pool.give(0, PAGE + 1));
        assertThrows(IllegalArgumentException.class, () -> pool.give(-PAGE, PAGE));
        assertThrows(IllegalArgumentException.class, () -> pool.give(0, 0));
        assertThrows(IllegalArgumentException.class, () -> pool.take(0));
        assertThrows(IllegalArgumentException.class, () -> pool.take(Long.MAX_VALUE));
        assertEquals(List.of(new Range(4 * PAGE, 4 * PAGE)), pool.ranges());
    }

    /** An operation is a number: how many pages, which of those taken, and what to do. */
    @Property(tries = 1_000)
    void shouldDoWhatOneFlagForEachPageDoes(@ForAll @Size(max = 120) List<@IntRange(max = 49_999) Integer> operations) {
        var pool = new Pool();
        var model = new PoolModel(PAGES);
        pool.give(0, PAGES * PAGE);
        model.give(new Range(0, PAGES * PAGE));
        var taken = new ArrayList<Range>();
        for (int operation : operations) {
            int size = 1 + operation / 100 % 9;
            int pick = operation / 1_000;
            switch (operation % 4) {
                case 0, 1 -> {
                    long bytes = size * PAGE - operation % 100;
                    var range = pool.take(bytes);
                    assertEquals(model.take(bytes), range);
                    range.ifPresent(taken::add);
                }
                default -> {
                    if (!taken.isEmpty()) {
                        var range = taken.remove(pick % taken.size());
                        pool.give(range.base(), range.bytes());
                        model.give(range);
                    }
                }
            }
            agree(model, pool, taken);
        }
    }

    private static void agree(PoolModel model, Pool pool, List<Range> taken) {
        assertEquals(model.ranges(), pool.ranges());
        assertEquals(model.availableBytes(), pool.availableBytes());
        long takenBytes = taken.stream().mapToLong(Range::bytes).sum();
        assertEquals(PAGES * PAGE, pool.availableBytes() + takenBytes, "I6: every byte is free or taken");
        var together = new Pool();
        taken.forEach(range -> together.give(range.base(), range.bytes()));
        pool.ranges().forEach(range -> together.give(range.base(), range.bytes()));
        assertTrue(together.ranges().equals(List.of(new Range(0, PAGES * PAGE))), "no byte was taken twice");
    }
}
