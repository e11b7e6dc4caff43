package multikernel.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Octets that never change, as a component of a message: a length and the octets themselves. Whoever makes one copies
 * what it is made from.
 */
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    public static Bytes copyOf(byte... octets) {
        return copyOf(octets, 0, octets.length);
    }

    public static Bytes copyOf(byte[] from, int offset, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(from, offset, offset + length));
    }

    public static Bytes copyOf(MemorySegment from, long offset, int length) {
        var octets = new byte[length];
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, offset, octets, 0, length);
        return length == 0 ? EMPTY : new Bytes(octets);
    }

    public int length() {
        return octets.length;
    }

    /** @param index 0 to the length - 1 */
    public byte at(int index) {
        return octets[index];
    }

    /** A copy. */
    public byte[] toArray() {
        return octets.clone();
    }

    public void copyTo(byte[] to, int offset) {
        System.arraycopy(octets, 0, to, offset, octets.length);
    }

    public void copyTo(MemorySegment to, long offset) {
        MemorySegment.copy(octets, 0, to, ValueLayout.JAVA_BYTE, offset, octets.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(octets, bytes.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The length and the first few, for a person. */
    @Override
    public String toString() {
        int shown = Math.min(octets.length, 8);
        return octets.length + " bytes " + Arrays.toString(Arrays.copyOf(octets, shown));
    }
}
