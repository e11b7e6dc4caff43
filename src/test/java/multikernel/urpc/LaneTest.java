package multikernel.urpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LaneTest {

    private final Lane<String, Integer> lane = new Lane<>(64);

    @Test
    void shouldRefuseACapacityThatIsNoPowerOfTwoFromSixtyFour() {
        for (var capacity : List.of(0, 32, 65, 100)) {
            assertThrows(IllegalArgumentException.class, () -> new Lane<String, Integer>(capacity));
        }
    }

    @Test
    void shouldHoldExactlyItsCapacity() {
        for (var i = 0; i < 64; i++) {
            assertTrue(lane.offer("a", i));
        }
        assertFalse(lane.offer("a", 64));
        assertEquals(1, lane.stalls());
        assertEquals(64, lane.depth());
        assertEquals(1, lane.drain((address, message) -> {}, 1));
        assertTrue(lane.offer("a", 64));
        assertFalse(lane.hasRoom());
    }

    @Test
    void shouldHandOverAddressesWithTheirMessages() {
        lane.offer("a", 1);
        lane.offer(null, 2);
        var taken = new ArrayList<String>();
        assertEquals(2, lane.drain((address, message) -> taken.add(address + message), 10));
        assertEquals(List.of("a1", "null2"), taken);
        assertTrue(lane.isEmpty());
        assertEquals(2, lane.sent());
        assertEquals(2, lane.received());
    }

    @Test
    void shouldNotHandOverAgainWhatItsReceiverFailedOn() {
        lane.offer("a", 1);
        lane.offer("a", 2);
        assertThrows(
                IllegalStateException.class,
                () -> lane.drain(
                        (address, message) -> {
                            throw new IllegalStateException("on purpose");
                        },
                        10));
        var taken = new ArrayList<Integer>();
        lane.drain((address, message) -> taken.add(message), 10);
        assertEquals(List.of(2), taken);
    }

    /** Against a plain list: any mixture of offers and drains, round the ring many times. */
    @ParameterizedTest
    @ValueSource(ints = {64, 256, Lane.RENEWAL})
    void shouldBehaveAsAQueueWhateverTheMixture(int renewal) {
        var lane = new Lane<String, Integer>(64, renewal);
        var random = new Random(42);
        var model = new ArrayList<Integer>();
        for (var next = 0; next < 100_000; next++) {
            if (random.nextInt(3) > 0) {
                var taken = lane.offer("a", next);
                assertEquals(model.size() < 64, taken);
                if (taken) {
                    model.add(next);
                }
            } else {
                var max = random.nextInt(40);
                var expected = List.copyOf(model.subList(0, Math.min(max, model.size())));
                var taken = new ArrayList<Integer>();
                lane.drain((address, message) -> taken.add(message), max);
                assertEquals(expected, taken);
                model.subList(0, expected.size()).clear();
            }
            assertEquals(model.size(), lane.depth());
            assertEquals(model.isEmpty(), lane.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 256, Lane.RENEWAL})
    void shouldKeepOrderAndLoseNothingBetweenTwoThreads(int renewal) throws Exception {
        var lane = new Lane<String, Integer>(64, renewal);
        var count = 2_000_000;
        var producer = new Thread(() -> {
            for (var i = 0; i < count; i++) {
                while (!lane.offer("a", i)) {
                    Thread.onSpinWait();
                }
            }
        });
        producer.start();
        var expected = new int[1];
        while (expected[0] < count) {
            var taken = lane.drain((address, message) -> assertEquals(expected[0]++, message), 512);
            if (taken == 0) {
                Thread.onSpinWait();
            }
        }
        producer.join();
        assertEquals(count, lane.sent());
        assertEquals(count, lane.received());
    }

    @Test
    void shouldHoldExactlyItsCapacityWhileItsSlotsAreRenewed() {
        var renewed = new Lane<String, Integer>(64, 64);
        for (var i = 0; i < 64; i++) {
            assertTrue(renewed.offer("old", i));
        }
        assertFalse(renewed.offer("young", 64));
        for (var i = 64; i < 200; i++) {
            assertEquals(1, renewed.drain((address, message) -> {}, 1));
            assertTrue(renewed.offer("young", i));
            assertFalse(renewed.hasRoom(), "beside " + i);
        }
    }

    /** A dead object that has grown old keeps alive whatever it refers to. */
    @Test
    void shouldLeaveNothingInSlotsThatWereRenewed() {
        var renewed = new Lane<String, Integer>(64, 64);
        renewed.offer("a", 0);
        var first = renewed.slotsToEmpty();
        renewed.drain((address, message) -> {}, 1);
        for (var i = 1; i < 100; i++) {
            renewed.offer("a", i);
            renewed.drain((address, message) -> {}, 1);
        }
        assertNotSame(first, renewed.slotsToEmpty());
        for (var left : first) {
            assertNull(left);
        }
    }
}
