package multikernel.urpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SleepWordTest {

    @Test
    void shouldNotSleepWhenThereIsSomethingToDo() {
        var word = new SleepWord(() -> {});
        var parked = new AtomicInteger();
        word.sleep(() -> true, parked::incrementAndGet);
        assertEquals(0, parked.get());
        assertFalse(word.isAsleep());
    }

    @Test
    void shouldBeWokenOnceByWhoeverFindsItAsleep() {
        var wakeups = new AtomicInteger();
        var word = new SleepWord(wakeups::incrementAndGet);
        word.wakeIfAsleep();
        assertEquals(0, wakeups.get());
        word.sleep(() -> false, () -> {
            assertTrue(word.isAsleep());
            word.wakeIfAsleep();
            word.wakeIfAsleep();
        });
        assertEquals(1, wakeups.get());
    }

    @Test
    void shouldLookAgainAtWhatAWakerWroteTo() {
        var wakeups = new AtomicInteger();
        var word = new SleepWord(wakeups::incrementAndGet);
        var waker = new Waker();
        waker.wrote(200, word);
        word.sleep(() -> false, waker::turn);
        assertEquals(1, wakeups.get());
        waker.fence();
        word.sleep(() -> false, waker::turn);
        assertEquals(1, wakeups.get(), "after a fence nothing is left to look at");
    }

    /** Two threads that sleep whenever their lane is empty: one lost wake-up and neither goes on. */
    @Test
    void shouldLoseNoWakeUpBetweenTwoSleepers() throws Exception {
        var rounds = 100_000;
        var there = new Side();
        var back = new Side();
        var other = new Thread(() -> run(there, back, rounds, false));
        there.owner = other;
        back.owner = Thread.currentThread();
        other.start();
        run(back, there, rounds, true);
        other.join();
        assertEquals(rounds, there.lane.received());
        assertEquals(rounds, back.lane.received());
    }

    private static final class Side {
        private final Lane<String, Integer> lane = new Lane<>(64);
        private Thread owner = Thread.currentThread();
        private final SleepWord word = new SleepWord(() -> LockSupport.unpark(owner));
    }

    private static void run(Side mine, Side peer, int rounds, boolean begins) {
        var waker = new Waker();
        for (var round = 0; round < rounds; round++) {
            if (begins) {
                peer.lane.offer(null, round);
                waker.wrote(0, peer.word);
            }
            while (mine.lane.drain((address, message) -> {}, 1) == 0) {
                waker.fence();
                mine.word.sleep(() -> !mine.lane.isEmpty(), LockSupport::park);
            }
            if (!begins) {
                peer.lane.offer(null, round);
                waker.wrote(0, peer.word);
            }
        }
        waker.fence();
    }
}
