package multikernel.stress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import multikernel.urpc.Line;

/** A ring reduced to its idea, with one mistake: a test that does not catch it does not test the ring either. */
final class PlantedRing implements Lines {

    enum Mistake {
        /** The header is written before the payload. */
        HEADER_FIRST,
        /** Room is counted one too many. */
        ONE_TOO_MANY,
        /** A line is given back before it is read. */
        GIVEN_BACK_EARLY,
        /** The reader reads the header plainly. */
        PLAIN_READER,
        /** Both sides read and write headers plainly. */
        ALL_PLAIN
    }

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PUBLISHED = 0;

    private final Mistake mistake;
    private final int capacity;
    private final long[] lines;
    private final Line reader = new Line();
    private final long[] words = new long[WORDS];
    private int sent;
    private int received;

    PlantedRing(Mistake mistake, int capacity) {
        this.mistake = mistake;
        this.capacity = capacity;
        lines = new long[8 * capacity];
    }

    @Override
    public boolean offer(int number) {
        var room = capacity + (mistake == Mistake.ONE_TOO_MANY ? 1 : 0);
        if (sent - reader.getAcquire(PUBLISHED) >= room) {
            return false;
        }
        var line = lineOf(sent);
        sent++;
        if (mistake == Mistake.HEADER_FIRST) {
            WORD.setRelease(lines, line + WORDS, header(sent, number));
        }
        for (var index = 0; index < WORDS; index++) {
            lines[line + index] = Lines.word(number, index);
        }
        if (mistake == Mistake.ALL_PLAIN) {
            lines[line + WORDS] = header(sent, number);
        } else if (mistake != Mistake.HEADER_FIRST) {
            WORD.setRelease(lines, line + WORDS, header(sent, number));
        }
        return true;
    }

    @Override
    public int drain(Receiver receiver, int max) {
        var taken = 0;
        while (taken < max && !isEmpty()) {
            var line = lineOf(received);
            words[0] = lines[line];
            var number = (int) lines[line + WORDS];
            received++;
            taken++;
            if (mistake == Mistake.GIVEN_BACK_EARLY) {
                reader.setRelease(PUBLISHED, received);
                dawdle();
            }
            for (var index = 1; index < WORDS; index++) {
                words[index] = lines[line + index];
            }
            receiver.line(number, words);
            reader.setRelease(PUBLISHED, received);
        }
        return taken;
    }

    /** A receiver that takes its time, as some do. */
    private static void dawdle() {
        for (var i = 0; i < 10; i++) {
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean isEmpty() {
        return (int) (header(lineOf(received)) >>> 32) != received + 1;
    }

    private long header(int line) {
        return switch (mistake) {
            case PLAIN_READER, ALL_PLAIN -> lines[line + WORDS];
            case HEADER_FIRST, ONE_TOO_MANY, GIVEN_BACK_EARLY -> (long) WORD.getAcquire(lines, line + WORDS);
        };
    }

    private static long header(int position, int number) {
        return (long) position << 32 | number;
    }

    @Override
    public long peek() {
        return lines[lineOf(received)];
    }

    private int lineOf(int position) {
        return (position & (capacity - 1)) << 3;
    }
}
