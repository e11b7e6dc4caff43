package multikernel.stress;

/** One ring with a writer and a reader, and what the reader has taken from it. */
abstract class LinesState extends Meeting implements Lines.Receiver {

    private final Lines lines;
    private int next = 1;
    private int firstTaken;
    private int lastTaken;
    private int taken;
    private boolean inOrder = true;

    /**
     * @param passed how many lines have gone through before the test begins
     * @param waiting how many lie in the ring then
     */
    LinesState(Lines lines, int passed, int waiting) {
        this.lines = lines;
        for (var i = 0; i < passed; i++) {
            lines.offer(0);
            lines.drain((number, words) -> {}, 1);
        }
        for (var i = 0; i < waiting; i++) {
            offer();
        }
    }

    /** Writer. */
    final boolean offer() {
        if (!lines.offer(next)) {
            return false;
        }
        next++;
        return true;
    }

    /** Writer: how many it has sent. */
    final int sent() {
        return next - 1;
    }

    /** Reader. */
    final int drain(int max) {
        return lines.drain(this, max);
    }

    final boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Reader: 1 if the next line holds the first word of message 1. */
    final int peek() {
        return lines.peek() == Lines.word(1, 0) ? 1 : 0;
    }

    @Override
    public final void line(int number, long[] words) {
        var seen = Lines.seen(number, words);
        if (taken == 0) {
            firstTaken = seen;
        }
        taken++;
        inOrder &= seen == taken;
        lastTaken = seen;
    }

    /** Reader: the first message that it took, 0 for none. */
    final int first() {
        return firstTaken;
    }

    /** Reader: the last message that it took, if it was more than one. */
    final int second() {
        return taken > 1 ? lastTaken : 0;
    }

    final int taken() {
        return taken;
    }

    /** Reader: 1 if what it took was 1, 2, 3 and so on, each with its own seven words. */
    final int inOrder() {
        return inOrder ? 1 : 0;
    }
}
