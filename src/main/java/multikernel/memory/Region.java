package multikernel.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One range of off-heap memory that a node's frames lie in, reserved as a whole when the node starts. Where the system
 * lets it, a page of it takes memory only once it is touched.
 *
 * <p>What is in it is reached through a {@link View} alone.
 */
public final class Region implements AutoCloseable {

    /** What ranges begin and end at: a page of most systems. */
    public static final long PAGE_BYTES = 1 << 12;

    private final MemorySegment whole;
    private final Runnable free;
    private final boolean isLazy;

    private Region(MemorySegment whole, boolean isLazy, Runnable free) {
        this.whole = whole;
        this.isLazy = isLazy;
        this.free = free;
    }

    /**
     * All of it reads as zero.
     *
     * @param bytes a multiple of {@link #PAGE_BYTES}
     * @throws OutOfMemoryError if there is no such range
     */
    public static Region reserve(long bytes) {
        if (bytes < PAGE_BYTES || bytes % PAGE_BYTES != 0) {
            throw new IllegalArgumentException("a region is a multiple of " + PAGE_BYTES + " bytes, not " + bytes);
        }
        return Pages.areThere() ? lazy(bytes) : eager(bytes);
    }

    private static Region lazy(long bytes) {
        var pages = Pages.map(bytes);
        return new Region(pages, true, () -> Pages.unmap(pages));
    }

    /** As the JDK allocates: zeroed, and so touched, at once. */
    static Region eager(long bytes) {
        var arena = Arena.ofShared();
        return new Region(arena.allocate(bytes, PAGE_BYTES), false, arena::close);
    }

    public long bytes() {
        return whole.byteSize();
    }

    /** Whether pages take memory only once they are touched. */
    public boolean isLazy() {
        return isLazy;
    }

    /** The range as a segment that everyone could use for ever: for this package. */
    MemorySegment range(long base, long bytes) {
        return whole.asSlice(base, bytes);
    }

    /** Gives the memory back. Nobody has a view of any of it any more: an access through one would end the process. */
    @Override
    public void close() {
        free.run();
    }
}
