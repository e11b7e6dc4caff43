package multikernel.urpc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRingTest {

    private static final int CAPACITY = 8;

    private final EventRing ring = EventRing.ofCapacity(CAPACITY);

    /** Each word says which event it is of, and which of its words. */
    private static void put(EventRing ring, long position) {
        ring.put(position, ~position, position * 31 + 2, position << 8 | 3);
    }

    private void putUpTo(long count) {
        for (var position = ring.written(); position < count; position++) {
            put(ring, position);
        }
    }

    private static void assertWhole(EventRing.Copy copy) {
        var position = copy.next() - copy.words().length / EventRing.WORDS;
        for (var at = 0; at < copy.words().length; at += EventRing.WORDS, position++) {
            assertEquals(position, copy.words()[at], "an event follows the one before it");
            assertEquals(~position, copy.words()[at + 1]);
            assertEquals(position * 31 + 2, copy.words()[at + 2]);
            assertEquals(position << 8 | 3, copy.words()[at + 3]);
        }
    }

    @Test
    void shouldGiveEachEventOnceToAReaderThatKeepsUp() {
        putUpTo(5);
        var first = ring.copy(0);
        putUpTo(7);
        var second = ring.copy(first.next());
        assertEquals(5 * EventRing.WORDS, first.words().length);
        assertArrayEquals(new long[] {5, ~5, 157, 1283, 6, ~6, 188, 1539}, second.words());
        assertEquals(0, first.lost() + second.lost());
        assertEquals(0, ring.copy(second.next()).words().length);
    }

    @Test
    void shouldCountWhatWasWrittenOverAsLost() {
        putUpTo(20);
        var copy = ring.copy(0);
        assertWhole(copy);
        assertEquals(20, copy.next());
        assertEquals(20, copy.lost() + copy.words().length / EventRing.WORDS);
    }

    /** The slot of the event that comes next may be half written, so its old event counts as gone. */
    @Test
    void shouldNotTrustTheSlotThatTheWriterMayBeIn() {
        putUpTo(CAPACITY);
        var copy = ring.copy(0);
        assertEquals(1, copy.lost());
        assertEquals(1, copy.words()[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 9, 100})
    void shouldThrowAwayWhatWasWrittenOverWhileItWasCopied(int meanwhile) {
        putUpTo(CAPACITY);
        var copy = ring.copy(0, () -> putUpTo(CAPACITY + meanwhile));
        assertWhole(copy);
        assertEquals(CAPACITY, copy.next());
        assertEquals(Math.min(CAPACITY, meanwhile + 1), copy.lost());
        assertEquals(CAPACITY, copy.lost() + copy.words().length / EventRing.WORDS);
    }

    @Test
    void shouldGiveWholeEventsOrNoneWhileTheirWriterIsFasterThanTheReader() throws Exception {
        var events = 2_000_000;
        var writer = Thread.ofPlatform().start(() -> {
            for (var position = 0L; position < events; position++) {
                put(ring, position);
            }
        });
        long next = 0;
        long seen = 0;
        long lost = 0;
        while (next < events) {
            var copy = ring.copy(next);
            assertWhole(copy);
            seen += copy.words().length / EventRing.WORDS;
            lost += copy.lost();
            next = copy.next();
        }
        writer.join();
        assertEquals(events, seen + lost);
        assertTrue(seen > 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 1 << 26, -2})
    void shouldRefuseACapacityThatIsNone(int capacity) {
        assertThrows(IllegalArgumentException.class, () -> EventRing.ofCapacity(capacity));
    }
}
