package multikernel.urpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Any number of words that share no cache line with anything else. One thread writes, without a fence; anyone reads,
 * and sees each word as it was a moment ago.
 */
public final class Counters {

    /** Two lines: processors fetch lines in pairs. */
    private static final int PADDING = 16;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;

    public Counters(int count) {
        words = new long[PADDING + count + PADDING];
    }

    public int count() {
        return words.length - 2 * PADDING;
    }

    /** Owner. */
    public void add(int word, long delta) {
        WORD.setOpaque(words, PADDING + word, words[PADDING + word] + delta);
    }

    /** Owner: writes only what differs, so that a reader keeps its copy of the line. */
    public void set(int word, long value) {
        if (words[PADDING + word] != value) {
            WORD.setOpaque(words, PADDING + word, value);
        }
    }

    /** Anyone. */
    public long get(int word) {
        return (long) WORD.getOpaque(words, PADDING + word);
    }
}
