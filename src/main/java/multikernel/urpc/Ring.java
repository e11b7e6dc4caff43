package multikernel.urpc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A ring in memory: messages of one cache line, from one thread to one other, of the same JVM or of another.
 *
 * <pre>
 *     0  magic, version | capacity                 written by {@link #format} alone
 *   128  sent, limit, stalls                       the writer's; limit = published + capacity when it last looked
 *   256  published                                 the reader's, for the writer: what is below may be written again
 *   384  received                                  the reader's own
 *   512  lines, 64 bytes each: 56 of payload, then the header: position (32 bits), taken (1 bit), tag (31 bits)
 * </pre>
 *
 * <p>Control words lie two lines apart, for processors fetch lines in pairs. A line is full for a reader at position p
 * when its header holds p, empty while it holds p - capacity. The writer writes the payload, then the header (release);
 * the reader reads the header (acquire), then the payload.
 *
 * <p><b>Flow control.</b> Barrelfish has two schemes: its paper and notes let the reader return an acknowledgement and
 * never write a line (an epoch tells a new message from the last lap's); its later code lets the reader clear a flag in
 * each line, which the writer looks at. This is the first, with one thing of the second. The position in the header is
 * the epoch; the acknowledgement is {@code published}, written every quarter of a ring and whenever the reader finds
 * nothing, so that the writer looks at a line of the reader's once a lap. But the reader also marks each line as taken.
 * Nobody waits for the mark: it makes the reader the line's only owner, so that the writer's next store fetches the
 * line and has no copy of it to call back, which is what a stream waits for. In C on a Zen 4 server, near · far, in ns,
 * a round trip stays at 210 · 690 with the mark or without, and a message of a stream costs 12.7 · 50 without, 3.5 ·
 * 6.2 with it, 9.6 · 13.2 with flags that are cleared (a round trip then: 190 · 580). The mark also tells a reader that
 * comes after one that died what that one took.
 *
 * <p>All that a side needs is in the memory, so that one that comes later goes on where the last stopped. The other
 * side is not trusted: positions are masked before they become addresses, and what cannot be is a {@link BrokenRing}.
 */
public final class Ring {

    public static final int LINE_BYTES = 64;
    public static final int PAYLOAD_BYTES = 56;
    public static final int TAG_MAX = Integer.MAX_VALUE;
    public static final int CAPACITY_MIN = 2;
    public static final int CAPACITY_MAX = 1 << 20;

    static final int CAPACITY = 8;
    static final int SENT = 128;
    static final int LIMIT = 136;
    static final int STALLS = 144;
    static final int PUBLISHED = 256;
    static final int RECEIVED = 384;
    static final int LINES = 512;

    private static final int ALIGNMENT = 128;

    /** The letters "urpc ring" without two of them, and the version of this layout. */
    private static final long MAGIC = 0x7572_7063_7267_0001L;

    private Ring() {}

    /** Memory for a ring of so many lines. */
    public static long bytes(int capacity) {
        if (capacity < CAPACITY_MIN || capacity > CAPACITY_MAX || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "a ring's capacity is a power of two from 2 to 1048576, not " + capacity);
        }
        return LINES + (long) capacity * LINE_BYTES;
    }

    /** Fresh memory, formatted by the calling thread; it lives as long as anyone refers to it. */
    public static MemorySegment memory(int capacity) {
        var memory = Arena.ofAuto().allocate(bytes(capacity), ALIGNMENT);
        format(memory, capacity);
        return memory;
    }

    /** An empty ring; the receiver's thread calls this, because who touches memory first gives it its NUMA node. */
    public static void format(MemorySegment memory, int capacity) {
        format(memory, capacity, 0);
    }

    /** @param first position of the first message */
    static void format(MemorySegment memory, int capacity, long first) {
        var bytes = bytes(capacity);
        requireLines(memory, bytes);
        var base = memory.address();
        Slots.release(base, 0);
        memory.asSlice(0, bytes).fill((byte) 0);
        for (var back = 1; back <= capacity; back++) {
            Slots.headerRelease(line(base, first - back, capacity), Slots.header(first - back, 0));
        }
        Slots.opaque(base + CAPACITY, capacity);
        Slots.opaque(base + SENT, first);
        Slots.opaque(base + LIMIT, first + capacity);
        Slots.opaque(base + PUBLISHED, first);
        Slots.opaque(base + RECEIVED, first);
        Slots.release(base, MAGIC);
    }

    private static long line(long base, long position, int capacity) {
        return base + LINES + (position & capacity - 1) * LINE_BYTES;
    }

    /** The capacity, read once, of a ring that lies whole within the memory. */
    static int capacity(MemorySegment memory) {
        requireLines(memory, LINES);
        var base = memory.address();
        var magic = Slots.acquire(base);
        if (magic != MAGIC) {
            throw new BrokenRing("no ring of this version: it begins with %016x, not %016x".formatted(magic, MAGIC));
        }
        var capacity = Slots.opaque(base + CAPACITY);
        if (capacity < CAPACITY_MIN || capacity > CAPACITY_MAX || Long.bitCount(capacity) != 1) {
            throw new BrokenRing("a capacity of " + capacity + " is no power of two from 2 to 1048576");
        }
        if (bytes((int) capacity) > memory.byteSize()) {
            throw new BrokenRing("a capacity of " + capacity + " does not fit " + memory.byteSize() + " bytes");
        }
        return (int) capacity;
    }

    private static void requireLines(MemorySegment memory, long bytes) {
        if (!memory.isNative() || memory.isReadOnly()) {
            throw new IllegalArgumentException("a ring lies in native memory that can be written");
        }
        if ((memory.address() & LINE_BYTES - 1) != 0) {
            throw new IllegalArgumentException("a ring begins at a cache line, not in the middle of one");
        }
        if (memory.byteSize() < bytes) {
            throw new IllegalArgumentException("a ring needs " + bytes + " bytes, not " + memory.byteSize());
        }
    }

    /** Refuses positions of which no reader could be so far behind or ahead. */
    static void requireWithin(long count, long from, long to, String what) {
        if (count < from || count > to) {
            throw new BrokenRing(what + " is " + count + ", not from " + from + " to " + to);
        }
    }
}
