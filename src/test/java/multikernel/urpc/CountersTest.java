package multikernel.urpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CountersTest {

    @Test
    void shouldKeepEachWordByItself() {
        var counters = new Counters(3);
        counters.add(0, 5);
        counters.add(2, 7);
        counters.add(2, -3);
        counters.set(1, 9);
        counters.set(1, 8);
        assertEquals(3, counters.count());
        assertEquals(5, counters.get(0));
        assertEquals(8, counters.get(1));
        assertEquals(4, counters.get(2));
    }

    @Test
    void shouldShowAReaderEveryAdditionOfItsWriterInTheEnd() throws Exception {
        var counters = new Counters(1);
        var writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 1_000_000; i++) {
                counters.add(0, 1);
            }
        });
        long seen = 0;
        while (writer.isAlive()) {
            long now = counters.get(0);
            assertTrue(now >= seen, "a count never falls");
            seen = now;
        }
        writer.join();
        assertEquals(1_000_000, counters.get(0));
    }
}
