package multikernel.codec;

import java.util.Arrays;
import multikernel.base.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Values into bytes, one after the other. For the classes that {@link Codec} generates, which live with their owner.
 */
public final class Writer {

    private static final int FIRST_BYTES = 128;

    private final int bytesMax;
    private byte[] bytes;
    private int at;
    private @Nullable CapabilityPlaces places;

    Writer(int bytesMax) {
        this.bytesMax = bytesMax;
        this.bytes = new byte[Math.min(bytesMax, FIRST_BYTES) + Wire.SLACK];
    }

    /** Only from now on are capabilities written. */
    void carry(CapabilityPlaces through) {
        places = through;
    }

    void begin() {
        at = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Bytes written; the buffer's slack may hold a few beyond the maximum until it is asked for. */
    int end() {
        if (at > bytesMax) {
            throw new TooLarge("message", at, bytesMax);
        }
        return at;
    }

    public void flag(boolean value) {
        octet((byte) (value ? 1 : 0));
    }

    public void octet(byte value) {
        room(1);
        bytes[at++] = value;
    }

    public void small(short value) {
        room(Short.BYTES);
        Wire.put(bytes, at, value);
        at += Short.BYTES;
    }

    public void character(char value) {
        small((short) value);
    }

    public void integer(int value) {
        number((value << 1 ^ value >> 31) & 0xffffffffL);
    }

    public void integer(long value) {
        number(value << 1 ^ value >> 63);
    }

    public void real(float value) {
        room(Float.BYTES);
        Wire.put(bytes, at, Float.floatToRawIntBits(value));
        at += Float.BYTES;
    }

    public void real(double value) {
        room(Double.BYTES);
        Wire.put(bytes, at, Double.doubleToRawLongBits(value));
        at += Double.BYTES;
    }

    /** A length, a count, an ordinal, the number of a message. */
    public void which(int value) {
        number(value);
    }

    public void count(int count, int max, String where) {
        if (count > max) {
            throw new TooLarge(where, count, max);
        }
        number(count);
    }

    /** @param max bytes of UTF-8 */
    public void text(String value, int max, String where) {
        int length = value.length();
        if (length > max) {
            throw new TooLarge(where, length, max);
        }
        room(length + Wire.SLACK);
        int start = at;
        number(length);
        var to = bytes;
        int next = at;
        for (int i = 0; i < length; i++) {
            char each = value.charAt(i);
            if (each >= 0x80) {
                at = start;
                wideText(value, max, where);
                return;
            }
            to[next + i] = (byte) each;
        }
        at = next + length;
    }

    public void octets(Bytes value, int max, String where) {
        int length = value.length();
        count(length, max, where);
        room(length + Wire.SLACK);
        value.copyTo(bytes, at);
        at += length;
    }

    public void capability(CapabilityRef ref, String where) {
        if (places == null) {
            throw new Unsendable(where, "no capability goes this way");
        }
        room(Wire.SLACK);
        switch (places.written(ref)) {
            case CapabilityRef.At(int address) -> {
                bytes[at++] = Wire.CAPABILITY_THERE;
                Wire.put(bytes, at, address);
                at += Integer.BYTES;
            }
            case CapabilityRef.Missing(Refusal why) -> bytes[at++] = (byte) (Wire.CAPABILITY_THERE + 1 + why.ordinal());
        }
    }

    public static Unsendable missing(String where) {
        return new Unsendable(where, "is null");
    }

    private void wideText(String value, int max, String where) {
        int size = Utf8.bytes(value, where);
        if (size > max) {
            throw new TooLarge(where, size, max);
        }
        room(size + Wire.SLACK);
        number(size);
        Utf8.write(value, bytes, at);
        at += size;
    }

    private void number(long value) {
        room(Wire.SLACK);
        if (value >= 0 && value <= Wire.OWN_BYTE_MOST) {
            bytes[at++] = (byte) value;
        } else {
            int length = Wire.bytesOf(value);
            bytes[at] = (byte) (Wire.OWN_BYTE_MOST + length);
            Wire.put(bytes, at + 1, value);
            at += 1 + length;
        }
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        if (at > bytesMax || more - Wire.SLACK > bytesMax - at) {
            throw new TooLarge("message", (long) at + Math.max(1, more - Wire.SLACK), bytesMax);
        }
        int twice = (int) Math.min(2L * bytes.length, (long) bytesMax + Wire.SLACK);
        bytes = Arrays.copyOf(bytes, Math.max(twice, at + more));
    }
}
