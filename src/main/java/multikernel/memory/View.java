package multikernel.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One thread's own way to a range of a region, until that thread closes it. What does not fit is refused by the JDK:
 *
 * <ul>
 *   <li>another thread: {@link WrongThreadException}, also at {@link #close};
 *   <li>after the close: {@link IllegalStateException};
 *   <li>beyond the range: {@link IndexOutOfBoundsException};
 *   <li>a write where it is read-only: {@link IllegalArgumentException}.
 * </ul>
 */
public final class View implements AutoCloseable {

    private final Arena arena;
    private final MemorySegment segment;
    private boolean isOpen = true;

    private View(Arena arena, MemorySegment segment) {
        this.arena = arena;
        this.segment = segment;
    }

    /**
     * A view for the calling thread.
     *
     * @throws IndexOutOfBoundsException if the range is not within the region
     */
    public static View open(Region region, long base, long bytes, boolean write) {
        var range = region.range(base, bytes);
        var arena = Arena.ofConfined();
        var segment = MemorySegment.ofAddress(range.address()).reinterpret(bytes, arena, null);
        return new View(arena, write ? segment : segment.asReadOnly());
    }

    /** The range, from 0; good until the view is closed. */
    public MemorySegment segment() {
        return segment;
    }

    public boolean isWritable() {
        return !segment.isReadOnly();
    }

    /** Asked on the view's thread. */
    public boolean isOpen() {
        return isOpen;
    }

    /** From here on no access through it succeeds. A second close does nothing. */
    @Override
    public void close() {
        if (isOpen) {
            arena.close();
            isOpen = false;
        }
    }
}
