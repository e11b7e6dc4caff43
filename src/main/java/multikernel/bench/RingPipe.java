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
        return value -> {
            var offset = writer.claim();
            while (offset < 0) {
                offset = writer.claim();
            }
            for (int word = 0; word < WORDS; word++) {
                memory.set(ValueLayout.JAVA_LONG, offset + word * Long.BYTES, value + word);
            }
            writer.publish(0);
        };
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
        while (offset < 0) {
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
