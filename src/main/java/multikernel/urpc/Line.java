package multikernel.urpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Eight words that share no cache line with anything else. An array, because the JVM sorts fields by size and so undoes
 * padding by fields.
 */
public final class Line {

    /** Two lines: processors fetch lines in pairs. */
    private static final int PADDING = 16;

    private static final int WORDS = 8;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words = new long[PADDING + WORDS + PADDING];

    public long getPlain(int word) {
        return words[PADDING + word];
    }

    public void setPlain(int word, long value) {
        words[PADDING + word] = value;
    }

    public long getOpaque(int word) {
        return (long) WORD.getOpaque(words, PADDING + word);
    }

    public void setOpaque(int word, long value) {
        WORD.setOpaque(words, PADDING + word, value);
    }

    public long getAcquire(int word) {
        return (long) WORD.getAcquire(words, PADDING + word);
    }

    public void setRelease(int word, long value) {
        WORD.setRelease(words, PADDING + word, value);
    }

    public long getVolatile(int word) {
        return (long) WORD.getVolatile(words, PADDING + word);
    }

    public void setVolatile(int word, long value) {
        WORD.setVolatile(words, PADDING + word, value);
    }

    /** Adds for one of many writers; returns what was there before. */
    public long getAndAdd(int word, long delta) {
        return (long) WORD.getAndAdd(words, PADDING + word, delta);
    }

    public boolean compareAndSet(int word, long expected, long value) {
        return WORD.compareAndSet(words, PADDING + word, expected, value);
    }

    /** Adds for the word's only writer. */
    public void add(int word, long delta) {
        setOpaque(word, getPlain(word) + delta);
    }
}
