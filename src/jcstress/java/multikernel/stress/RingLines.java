package multikernel.stress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;
import multikernel.urpc.Ring;
import multikernel.urpc.RingAt;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;

/** The ring of the program. */
final class RingLines implements Lines {

    private static final int CAPACITY_MAX = 16;
    private static final long BYTES = Ring.bytes(CAPACITY_MAX);

    /** Three times the states that jcstress keeps alive (256 in a stride, 40 strides), so that none is reused early. */
    private static final int PLACES = 1 << 15;

    private static final MemorySegment MEMORY = Arena.global().allocate(PLACES * BYTES, 128);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final RingWriter writer;
    private final RingReader reader;
    private final long[] words = new long[WORDS];
    private final long firstLine;

    /** @param first position of the first message */
    RingLines(int capacity, long first) {
        var place = NEXT.getAndIncrement() & (PLACES - 1);
        var memory = MEMORY.asSlice(place * BYTES, Ring.bytes(capacity));
        RingAt.format(memory, capacity, first);
        writer = RingWriter.over(memory);
        reader = RingReader.over(memory);
        firstLine = RingAt.line(capacity, first);
    }

    @Override
    public boolean offer(int number) {
        var line = writer.claim();
        if (line < 0) {
            return false;
        }
        for (var index = 0; index < WORDS; index++) {
            writer.memory().set(ValueLayout.JAVA_LONG, line + 8L * index, Lines.word(number, index));
        }
        writer.publish(number);
        return true;
    }

    @Override
    public int drain(Receiver receiver, int max) {
        return reader.drain(
                (memory, offset, tag) -> {
                    for (var index = 0; index < WORDS; index++) {
                        words[index] = memory.get(ValueLayout.JAVA_LONG, offset + 8L * index);
                    }
                    receiver.line(tag, words);
                },
                max);
    }

    @Override
    public boolean isEmpty() {
        return reader.isEmpty();
    }

    @Override
    public long peek() {
        return reader.memory().get(ValueLayout.JAVA_LONG, firstLine);
    }
}
