package multikernel.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A ring of lines for one thread. */
final class Lines implements LineSink {

    private final MemorySegment memory;
    private final int[] tags;
    private long written;
    private long read;

    Lines(int capacity) {
        memory = Arena.ofAuto().allocate(64L * capacity, 64);
        tags = new int[capacity];
    }

    @Override
    public long claim() {
        return written - read == tags.length ? -1 : written % tags.length * 64;
    }

    @Override
    public void publish(int tag) {
        tags[(int) (written++ % tags.length)] = tag;
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    long waiting() {
        return written - read;
    }

    long poll() {
        return written == read ? -1 : read % tags.length * 64;
    }

    int tag() {
        return tags[(int) (read % tags.length)];
    }

    void release() {
        read++;
    }
}
