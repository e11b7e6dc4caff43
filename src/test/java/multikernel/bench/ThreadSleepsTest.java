package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadSleepsTest {

    private static final int TIMES = 50;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldCountASleepForEachHandOverToAThreadThatWaits() throws Exception {
        var pid = ProcessHandle.current().pid();
        var before = ThreadSleeps.of(pid).orElseThrow();
        var there = new SynchronousQueue<Integer>();
        var back = new SynchronousQueue<Integer>();
        var counted = new long[1];
        var other = new Thread(() -> {
            try {
                for (var i = 0; i < TIMES; i++) {
                    back.put(there.take());
                }
                counted[0] = ThreadSleeps.of(pid).orElseThrow();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();
        for (var i = 0; i < TIMES; i++) {
            there.put(i);
            assertEquals(i, back.take());
        }
        other.join();
        assertTrue(counted[0] > before, "a thread that waits for another sleeps");
    }

    @Test
    void shouldSayNothingOfAProcessThatIsNotThere() {
        assertEquals(OptionalLong.empty(), ThreadSleeps.of(Long.MAX_VALUE));
    }
}
