package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/** The part of a core's frame that belongs to one of the partitions which have their place on the core. */
final class Slice {

    /** Of what follows one another in a frame. */
    private static final long ALIGNMENT = Cells.BYTES;

    private final Supplier<MemorySegment> frame;
    private final long from;
    private final long bytes;
    private MemorySegment whole = MemorySegment.NULL;
    private MemorySegment part = MemorySegment.NULL;

    /**
     * @param frame as it is mapped now
     * @param place of this slice, from 0
     * @param bytes of each slice
     */
    Slice(Supplier<MemorySegment> frame, int place, long bytes) {
        this.frame = frame;
        this.from = place * bytes;
        this.bytes = bytes;
    }

    /**
     * Bytes of each partition: the same on every core, so that partitions of one number are alike wherever the domain
     * has as many cores and as much memory.
     *
     * @throws IllegalArgumentException if there are too many, with the settings to change
     */
    static long bytes(long memory, int partitions, int cores) {
        var most = (partitions + cores - 1) / cores;
        var each = memory / most / ALIGNMENT * ALIGNMENT;
        if (each < Geometry.BYTES_MIN) {
            throw new IllegalArgumentException(
                    "setting memory is %d, for %d shards of %d cores that is %d bytes each: give at least %d or fewer"
                                    .formatted(memory, partitions, cores, each, most * Geometry.BYTES_MIN)
                            + " shards");
        }
        return each;
    }

    long bytes() {
        return bytes;
    }

    /** As it is mapped now. */
    MemorySegment segment() {
        var now = frame.get();
        if (!now.equals(whole)) {
            whole = now;
            part = now.asSlice(from, bytes);
        }
        return part;
    }
}
