package multikernel.urpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The sign that a full mailbox raises and that senders read after they have found a free slot. Written when it changes
 * only, on a line that its owner does not write otherwise.
 */
public final class StopSign {

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(int[].class);

    /** The middle of an array that reaches a line to each side. */
    private static final int MIDDLE = 16;

    private final int[] word = new int[2 * MIDDLE];

    public void raise() {
        WORD.setVolatile(word, MIDDLE, 1);
    }

    public void lower() {
        WORD.setVolatile(word, MIDDLE, 0);
    }

    public boolean isRaised() {
        return (int) WORD.getAcquire(word, MIDDLE) != 0;
    }
}
