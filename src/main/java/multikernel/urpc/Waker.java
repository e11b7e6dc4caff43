package multikernel.urpc;

import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The sleep words that one sender has looked at without a fence. It looks at them again after each turn, and behind a
 * full fence when its turns find nothing to do, at the latest after 64 turns and always before it sleeps itself. So a
 * missed wake-up lasts as long as the sender's current turn, and where that is long, until the sleeper looks by itself,
 * which it does once, soon after it fell asleep.
 */
public final class Waker {

    /** A fence waits for the store buffer: seldom enough to vanish, often enough that nobody waits for it. */
    private static final int TURNS_MAX = 64;

    private SleepWord[] written = new SleepWord[8];
    private int count;
    private long[] noted = new long[1];

    /** Written in each turn: not on a line that others read something of this core from. */
    private final Line turns = new Line();

    /** To be called after each message to the consumer that {@code number} stands for. */
    public void wrote(int number, SleepWord word) {
        word.wakeIfAsleep();
        var cell = number >> 6;
        if (cell >= noted.length) {
            noted = Arrays.copyOf(noted, cell + 1);
        }
        var bit = 1L << number;
        if ((noted[cell] & bit) == 0) {
            noted[cell] |= bit;
            if (count == written.length) {
                written = Arrays.copyOf(written, 2 * count);
            }
            written[count++] = word;
        }
    }

    /** To be called after each turn. */
    public void turn() {
        if (count == 0) {
            return;
        }
        turns.setPlain(0, turns.getPlain(0) + 1);
        if (turns.getPlain(0) >= TURNS_MAX) {
            fence();
            return;
        }
        for (var i = 0; i < count; i++) {
            written[i].wakeIfAsleep();
        }
    }

    /** To be called when turns find nothing to do, and before sleeping. */
    public void fence() {
        turns.setPlain(0, 0);
        if (count == 0) {
            return;
        }
        VarHandle.fullFence();
        for (var i = 0; i < count; i++) {
            written[i].wakeIfAsleep();
        }
        Arrays.fill(written, 0, count, null);
        count = 0;
        Arrays.fill(noted, 0);
    }
}
