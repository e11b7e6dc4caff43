package multikernel.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How a number lies in bytes, little endian. A number from 0 to 247 is its own byte; otherwise a byte 247 + n says that
 * n bytes follow, as few as hold it. One look tells the length, so reading has no loop, and each number has one form.
 *
 * <p>A signed one is zigzagged first (0, -1, 1, -2 ...), so that small ones of either sign are short: most numbers of a
 * protocol are counters, and a line has room for 56 bytes.
 */
final class Wire {

    /** Of the format; the highest byte of every fingerprint. */
    static final int VERSION = 1;

    /** Bytes behind the end of a buffer that a number may be read or written in. */
    static final int SLACK = 9;

    static final int OWN_BYTE_MOST = 247;

    /** The byte before an address; above it stands for a refusal. */
    static final byte CAPABILITY_THERE = 0;

    static final int CAPABILITY_BYTES_MIN = 1;
    static final int CAPABILITY_BYTES_MAX = 1 + Integer.BYTES;

    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle SHORTS = view(short[].class);

    private Wire() {}

    static int numberBytes(long number) {
        return number >= 0 && number <= OWN_BYTE_MOST ? 1 : 1 + bytesOf(number);
    }

    /** 1 to 8. */
    static int bytesOf(long number) {
        return (Long.SIZE + 7 - Long.numberOfLeadingZeros(number | 1)) >>> 3;
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static int intAt(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static short shortAt(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at);
    }

    static void put(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    static void put(byte[] bytes, int at, int value) {
        INTS.set(bytes, at, value);
    }

    static void put(byte[] bytes, int at, short value) {
        SHORTS.set(bytes, at, value);
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN)
                .withInvokeExactBehavior();
    }
}
