package multikernel.simulation.machine;

/**
 * How the cores of a {@link Run} go about it.
 *
 * @param lines where the lines of a channel have their home
 * @param down how a message gets from a core to those below it
 * @param polled which channels a core that waits looks at
 * @param handlerCycles what a message costs beside sending and receiving it
 * @param workCycles what performing an operation costs each core
 * @param pollMaxCycles for so long a core with nothing to do looks before it sleeps, and is then woken
 */
public record Conditions(
        Lines lines, Down down, Polled polled, long handlerCycles, long workCycles, long pollMaxCycles) {

    /** Never asleep. */
    public static final long ALWAYS = Long.MAX_VALUE;

    /** Where the lines of a channel have their home. */
    public enum Lines {
        /** By the core that began. */
        AT_ROOT,
        /** By whichever of the two is farther down the tree. */
        AT_BRANCH
    }

    /** How a message gets from a core to those below it. */
    public enum Down {
        /** A message of its own for each of them. */
        CHANNELS,
        /** It writes one line, which they all read. */
        SHARED_LINE
    }

    /** Which channels a core that waits looks at. */
    public enum Polled {
        /** Those of the tree. */
        TREE,
        /** One from every other core. */
        ALL
    }

    /** Messages alone: nothing is done with them, all cores look all the time. */
    public static Conditions messagesAlone(Lines lines, Down down) {
        return new Conditions(lines, down, Polled.TREE, 0, 0, ALWAYS);
    }
}
