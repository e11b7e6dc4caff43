package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The word by which the reader of a ring says to its writer in another process that it sleeps, and how to end that.
 * Both sides write, then pass a full fence, then look: whoever publishes either sees that the other sleeps, or is seen
 * by it before it does. The one that finds it asleep wakes it by other means, once for each sleep.
 *
 * <pre>{@code
 * word.sleeps(awaitsRoom);             ring.publish(tag);
 * if (ring.isEmpty()) wait();          if (word.rouseReader()) wake the other;
 * word.wakes();
 * }</pre>
 *
 * <p>The other process is not trusted with more than our sleep: any value of the word means awake, or asleep.
 */
public final class SharedSleepWord {

    /** Memory that it takes: two lines, for processors fetch lines in pairs. */
    public static final long BYTES = 128;

    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private static final long AWAKE = 0;
    private static final long ASLEEP = 1;
    private static final long ASLEEP_WITHOUT_ROOM = 2;

    private final MemorySegment memory;

    private SharedSleepWord(MemorySegment memory) {
        this.memory = memory;
    }

    /** @param memory {@link #BYTES} of it; zeros are a word that says awake */
    public static SharedSleepWord over(MemorySegment memory) {
        return new SharedSleepWord(memory.asSlice(0, BYTES));
    }

    /**
     * The sleeper: looks at its ring afterwards, and sleeps only if nothing is there.
     *
     * @param awaitsRoom whether what the other takes out of its ring is to be told, too
     */
    public void sleeps(boolean awaitsRoom) {
        WORD.setVolatile(memory, 0L, awaitsRoom ? ASLEEP_WITHOUT_ROOM : ASLEEP);
        VarHandle.fullFence();
    }

    /** The sleeper. */
    public void wakes() {
        WORD.setVolatile(memory, 0L, AWAKE);
    }

    /** The other, after it has published something: whether it is to end a sleep. */
    public boolean rouseReader() {
        VarHandle.fullFence();
        var seen = (long) WORD.getOpaque(memory, 0L);
        return seen != AWAKE && WORD.compareAndSet(memory, 0L, seen, AWAKE);
    }

    /** The other, after it has made room: whether it is to end a sleep. */
    public boolean rouseWriter() {
        VarHandle.fullFence();
        var seen = (long) WORD.getOpaque(memory, 0L);
        return seen == ASLEEP_WITHOUT_ROOM && WORD.compareAndSet(memory, 0L, seen, AWAKE);
    }
}
