package multikernel.bench;

/** Ends a wait in vain: when one thread of a slice fails, the other is interrupted and must not spin for ever. */
final class Waiting {

    /** Looks between two looks at the interrupt, so that it costs no look. */
    private static final int LOOKS = 1 << 10;

    private Waiting() {}

    /**
     * To be called after each look in vain.
     *
     * @param looks how many there were
     * @return one more
     * @throws Forsaken if this thread is interrupted
     */
    static int again(int looks) {
        if (looks % LOOKS == LOOKS - 1 && Thread.currentThread().isInterrupted()) {
            throw new Forsaken();
        }
        return looks + 1;
    }

    /** What this thread waited for will not come; the other end knows why. */
    static final class Forsaken extends RuntimeException {

        private static final long serialVersionUID = 1;

        Forsaken() {
            super("the other end of the slice has failed");
        }
    }
}
