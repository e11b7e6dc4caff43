package multikernel.urpc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The words of a ring that both sides touch, by raw address: here and nowhere else, so that the order of every access
 * is seen at a glance. {@link Ring} has checked the bounds of the memory before an address gets here, and whoever hands
 * one in keeps that memory reachable.
 */
final class Slots {

    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    /** A line's header word is its last, so that whoever sees it sees the payload as well. */
    private static final int HEADER = Ring.PAYLOAD_BYTES;

    private static final int SEQUENCE_SHIFT = 32;

    private Slots() {}

    private static final long TAKEN = 1L << 31;

    /** A header: 32 bits of the message's position, a bit that says that it is taken, 31 bits of tag. */
    static long header(long position, int tag) {
        return position << SEQUENCE_SHIFT | tag & Ring.TAG_MAX;
    }

    static boolean isOf(long header, long position) {
        return (int) (header >>> SEQUENCE_SHIFT) == (int) position;
    }

    static boolean isTaken(long header) {
        return (header & TAKEN) != 0;
    }

    /** Reader: the message at this position is taken; no one waits to see it. */
    static void take(long line, long position) {
        WORD.setRelease(ALL, line + HEADER, header(position, 0) | TAKEN);
    }

    static int tag(long header) {
        return (int) header & Ring.TAG_MAX;
    }

    static long headerAcquire(long line) {
        return (long) WORD.getAcquire(ALL, line + HEADER);
    }

    static void headerRelease(long line, long header) {
        WORD.setRelease(ALL, line + HEADER, header);
    }

    static long acquire(long address) {
        return (long) WORD.getAcquire(ALL, address);
    }

    static void release(long address, long value) {
        WORD.setRelease(ALL, address, value);
    }

    /** For the word's only writer, and for those who watch. */
    static long opaque(long address) {
        return (long) WORD.getOpaque(ALL, address);
    }

    /** For the word's only writer: others watch it and order nothing by it. */
    static void opaque(long address, long value) {
        WORD.setOpaque(ALL, address, value);
    }

    /** A word of a payload; the header that comes after it orders it. */
    static long payload(long address) {
        return ALL.get(LONG, address);
    }

    static void payload(long address, long value) {
        ALL.set(LONG, address, value);
    }

    /** Puts at most {@link Ring#PAYLOAD_BYTES} bytes into a line; {@code from} checks its own bounds. */
    static void put(MemorySegment from, long offset, int bytes, long line) {
        if (bytes == Ring.PAYLOAD_BYTES) {
            putWhole(from, offset, line);
        } else {
            MemorySegment.copy(from, offset, ALL, line, bytes);
        }
    }

    private static void putWhole(MemorySegment from, long offset, long line) {
        var first = from.get(LONG, offset);
        var second = from.get(LONG, offset + 8);
        var third = from.get(LONG, offset + 16);
        var fourth = from.get(LONG, offset + 24);
        var fifth = from.get(LONG, offset + 32);
        var sixth = from.get(LONG, offset + 40);
        var seventh = from.get(LONG, offset + 48);
        ALL.set(LONG, line, first);
        ALL.set(LONG, line + 8, second);
        ALL.set(LONG, line + 16, third);
        ALL.set(LONG, line + 24, fourth);
        ALL.set(LONG, line + 32, fifth);
        ALL.set(LONG, line + 40, sixth);
        ALL.set(LONG, line + 48, seventh);
    }
}
