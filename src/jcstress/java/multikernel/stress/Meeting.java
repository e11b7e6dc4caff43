package multikernel.stress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where two actors wait for each other before they begin. Without it one of them runs ahead through all of a stride's
 * states, and they meet in few of them. Nothing here orders anything but itself.
 */
abstract class Meeting {

    /** Whoever waits longer than this goes on alone: the other one may have no CPU. */
    private static final int LOOKS_MAX = 200;

    private static final VarHandle HERE = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int WRITER = 0;
    private static final int READER = 1;

    private final int[] here = new int[2];

    final void writerBegins() {
        meet(WRITER, READER);
    }

    final void readerBegins() {
        meet(READER, WRITER);
    }

    private void meet(int mine, int other) {
        HERE.setOpaque(here, mine, 1);
        for (var look = 0; look < LOOKS_MAX && (int) HERE.getOpaque(here, other) == 0; look++) {
            Thread.onSpinWait();
        }
    }
}
