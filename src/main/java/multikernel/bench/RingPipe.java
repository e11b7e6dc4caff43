package multikernel.bench;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
        var offset = writer.claim();
        for (int looks = 0; offset < 0; looks = Waiting.again(looks)) {
            offset = writer.claim();
        }
        var lines = writer.memory();
        for (int word = 0; word < WORDS; word++) {
            lines.set(ValueLayout.JAVA_LONG, offset + word * Long.BYTES, value + word);
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
        var offset = reader.poll();
        for (int looks = 0; offset < 0; looks = Waiting.again(looks)) {
            offset = reader.poll();
        }
        var lines = reader.memory();
        var first = lines.get(ValueLayout.JAVA_LONG, offset);
        var rest = 0L;
        for (int word = 1; word < WORDS; word++) {
            rest += lines.get(ValueLayout.JAVA_LONG, offset + word * Long.BYTES) - first - word;
        }
        reader.release();
        return first + rest;
    }

    @Override
    public void close() {}
}
