package multikernel.stress;

import java.lang.invoke.VarHandle;
import multikernel.urpc.Lane;
import multikernel.urpc.Line;
import multikernel.urpc.SleepWord;

/**
 * A lane, the word of the one who reads it, and a park that lasts until the sender has woken the sleeper or has gone
 * away for good.
 */
abstract class SleepState {

    private static final int DONE = 0;
    private static final int WOKEN = 1;
    private static final int ASLEEP = 0;

    private final Lane<Cell, Integer> lane = new Lane<>(Lane.CAPACITY_MIN);
    private final Line sender = new Line();
    private final Line planted = new Line();
    private final SleepWord word = new SleepWord(this::wake);
    private int parked;

    final SleepWord word() {
        return word;
    }

    /** Sender. */
    final void publish() {
        lane.offer(null, 1);
    }

    private void wake() {
        sender.setOpaque(WOKEN, 1);
    }

    /** Sender: it will not look again. */
    final void done() {
        sender.setRelease(DONE, 1);
    }

    /** Sender: fences, as it must, at a sleeper that does not. */
    final void wakeUnfencedSleeper() {
        VarHandle.fullFence();
        if (planted.getOpaque(ASLEEP) == 1) {
            wake();
        }
    }

    /** Sleeper. */
    final boolean somethingToDo() {
        return !lane.isEmpty();
    }

    /** Sleeper. */
    final void park() {
        parked = 1;
        while (sender.getAcquire(DONE) == 0) {
            Thread.onSpinWait();
        }
    }

    /** Sleeper: says that it sleeps and looks at its lane, in an order that the processor may turn round. */
    final void sleepWithoutFence() {
        planted.setRelease(ASLEEP, 1);
        if (!somethingToDo()) {
            park();
        }
    }

    /** Sleeper: did it find nothing to do? */
    final int parked() {
        return parked;
    }

    final int woken() {
        return (int) sender.getOpaque(WOKEN);
    }
}
