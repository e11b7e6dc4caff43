package multikernel.workload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that never change. The rule that makes it safe to share: the array is fresh when a body is made, is written by
 * nobody afterwards, and is seen from outside only through a read-only view.
 */
public final class Body implements Content {

    public static final Body EMPTY = new Body(new byte[0], 0, 0);

    private final byte[] bytes;
    private final int from;
    private final int length;

    private Body(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
    }

    public static Body copyOf(byte[] bytes) {
        return new Body(bytes.clone(), 0, bytes.length);
    }

    public static Body utf8(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body(bytes, 0, bytes.length);
    }

    @Override
    public long length() {
        return length;
    }

    /** A part of the same bytes. */
    @Override
    public Body slice(long start, long size) {
        if (start < 0 || size < 0 || start + size > length) {
            throw new IndexOutOfBoundsException(start + " and " + size + " of " + length);
        }
        return new Body(bytes, from + (int) start, (int) size);
    }

    public ByteBuffer view() {
        return ByteBuffer.wrap(bytes, from, length).slice().asReadOnlyBuffer();
    }

    public String text() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body
                && Arrays.equals(bytes, from, from + length, body.bytes, body.from, body.from + body.length);
    }

    @Override
    public int hashCode() {
        return view().hashCode();
    }

    @Override
    public String toString() {
        return "Body[" + length + " bytes]";
    }
}
