package multikernel.urpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ForeignLaneTest {

    private final ForeignLane<String, Integer> lane = new ForeignLane<>(16);

    @Test
    void shouldSayThatItIsFullButTakeMore() {
        for (var i = 0; i < 16; i++) {
            assertTrue(lane.hasRoom());
            lane.put("a", i);
        }
        assertFalse(lane.hasRoom());
        lane.put("a", 16);
        assertEquals(17, lane.depth());
        assertEquals(10, lane.drain((address, message) -> {}, 10));
        assertTrue(lane.hasRoom());
        assertFalse(lane.isEmpty());
    }

    @Test
    void shouldKeepTheOrderOfEachOfManyProducers() throws Exception {
        var producers = 4;
        var each = 100_000;
        var threads = new ArrayList<Thread>();
        for (var p = 0; p < producers; p++) {
            var first = p * each;
            threads.add(new Thread(() -> {
                for (var i = 0; i < each; i++) {
                    lane.put("a", first + i);
                }
            }));
        }
        threads.forEach(Thread::start);
        var next = new int[producers];
        var total = new int[1];
        while (total[0] < producers * each) {
            var taken = lane.drain(
                    (address, message) -> {
                        assertEquals(next[message / each]++, message % each);
                        total[0]++;
                    },
                    1000);
            if (taken == 0) {
                Thread.onSpinWait();
            }
        }
        for (var thread : threads) {
            thread.join();
        }
        assertTrue(lane.isEmpty());
        assertEquals(lane.sent(), lane.received());
    }
}
