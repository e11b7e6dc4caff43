package multikernel.bench;

import java.lang.foreign.MemorySegment;
import multikernel.urpc.Ring;
import multikernel.urpc.RingReader;
import multikernel.urpc.RingWriter;

/** Ours: a ring of 64-byte lines. */
final class RingPipe implements Pipe {

    private final MemorySegment memory;

    RingPipe(int capacity) {
        memory = Ring.memory(capacity);
    }

    @Override
    public Inlet inlet() {
        var writer = RingWriter.over(memory);
        return value -> put(writer, value);
    }

    /** Waits for room, writes a message and sends it. */
    static void put(RingWriter writer, long value) {
        for (int looks = 0; writer.claim() < 0; ) {
            looks = Waiting.again(looks);
        }
        for (int word = 0; word < WORDS; word++) {
            writer.put(word, value + word);
        }
        writer.publish(0);
    }

    RingReader reader() {
        return RingReader.over(memory);
    }

    @Override
    public Outlet outlet() {
        var reader = reader();
        return () -> take(reader);
    }

    /** Waits for a message, reads it whole, gives its line back. */
    static long take(RingReader reader) {
        for (int looks = 0; reader.poll() < 0; ) {
            looks = Waiting.again(looks);
        }
        var first = reader.word(0);
        var rest = 0L;
        for (int word = 1; word < WORDS; word++) {
            rest += reader.word(word) - first - word;
        }
        reader.release();
        return first + rest;
    }

    @Override
    public void close() {}
}
