package multikernel.urpc;

import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/**
 * The word that says that a consumer sleeps, on a line of its own, and the order in which it is written and read.
 *
 * <p>To publish a message and then look at this word is a store followed by a load of another line, which a processor
 * may turn round; so is to write this word and then look at the lanes. Each side needs a full fence in between. The
 * sleeper pays it each time, for it sleeps seldom. A sender looks without one and notes that it did: {@link Waker}
 * looks again.
 */
public final class SleepWord {

    private static final int STATE = 0;
    private static final long AWAKE = 0;
    private static final long ASLEEP = 1;

    private final Line line = new Line();
    private final Runnable unpark;

    /** @param unpark ends the sleep of the owner now, or the next one at once; any thread runs it */
    public SleepWord(Runnable unpark) {
        this.unpark = unpark;
    }

    /** Owner: runs {@code park} unless there is something to do once everyone can see that it is about to sleep. */
    public void sleep(BooleanSupplier somethingToDo, Runnable park) {
        line.setVolatile(STATE, ASLEEP);
        VarHandle.fullFence();
        try {
            if (!somethingToDo.getAsBoolean()) {
                park.run();
            }
        } finally {
            line.setVolatile(STATE, AWAKE);
        }
    }

    /**
     * Owner: sleeps without standing still, until it is woken; looks as {@link #sleep} does.
     *
     * @return false if there is something to do, and nobody will wake it for that
     */
    public boolean doze(BooleanSupplier somethingToDo) {
        line.setVolatile(STATE, ASLEEP);
        VarHandle.fullFence();
        return !(somethingToDo.getAsBoolean() && line.compareAndSet(STATE, ASLEEP, AWAKE));
    }

    /** Any thread, after it has published something and passed a full fence, or will {@link Waker look again}. */
    public void wakeIfAsleep() {
        if (line.getOpaque(STATE) == ASLEEP && line.compareAndSet(STATE, ASLEEP, AWAKE)) {
            unpark.run();
        }
    }

    /** Any thread that publishes seldom: fence, look, wake. */
    public void fenceAndWake() {
        VarHandle.fullFence();
        wakeIfAsleep();
    }

    public boolean isAsleep() {
        return line.getOpaque(STATE) == ASLEEP;
    }
}
