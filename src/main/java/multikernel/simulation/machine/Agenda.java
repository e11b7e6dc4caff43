package multikernel.simulation.machine;

import java.util.Arrays;

/** What is due when, the earliest first and of one time the one that was put first: a heap of primitive numbers. */
final class Agenda {

    private static final int FIRST_CAPACITY = 1 << 10;

    /** How many low bits of a word are what is due; above them stands the order in which it was put. */
    private static final int DUE_BITS = 26;

    private static final long DUE_MASK = (1L << DUE_BITS) - 1;

    private long[] times = new long[FIRST_CAPACITY];
    private long[] words = new long[FIRST_CAPACITY];
    private int size;
    private long puts;
    private long now;

    boolean isEmpty() {
        return size == 0;
    }

    /** Of what was taken last. */
    long now() {
        return now;
    }

    /** How many were put in all. */
    long puts() {
        return puts;
    }

    /** @param due 0 to 2^26 - 1 */
    void put(long time, int due) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            words = Arrays.copyOf(words, 2 * size);
        }
        long word = puts++ << DUE_BITS | due;
        int at = size++;
        while (at > 0) {
            int above = (at - 1) >>> 1;
            if (!isBefore(time, word, above)) {
                break;
            }
            times[at] = times[above];
            words[at] = words[above];
            at = above;
        }
        times[at] = time;
        words[at] = word;
    }

    int take() {
        long word = words[0];
        now = times[0];
        size--;
        if (size > 0) {
            sink(times[size], words[size]);
        }
        return (int) (word & DUE_MASK);
    }

    private void sink(long time, long word) {
        int at = 0;
        for (int below = 1; below < size; below = 2 * at + 1) {
            if (below + 1 < size && isBefore(times[below + 1], words[below + 1], below)) {
                below++;
            }
            if (isBefore(time, word, below)) {
                break;
            }
            times[at] = times[below];
            words[at] = words[below];
            at = below;
        }
        times[at] = time;
        words[at] = word;
    }

    private boolean isBefore(long time, long word, int other) {
        return time < times[other] || (time == times[other] && word < words[other]);
    }
}
