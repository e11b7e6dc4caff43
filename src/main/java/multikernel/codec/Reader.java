package multikernel.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multikernel.base.Refusal;
import multikernel.codec.BadMessage.Kind;

/**
 * Values out of bytes, one after the other. For the classes that {@link Codec} generates, which live with their owner.
 */
public final class Reader {

    private static final int FIRST_BYTES = 128;
    private static final Refusal[] REFUSALS = Refusal.values();

    private byte[] own = new byte[FIRST_BYTES + Wire.SLACK];
    private byte[] bytes = own;
    private int at;
    private int end;
    private boolean carries;

    Reader() {}

    /** Only from now on are capabilities read. */
    void carry() {
        carries = true;
    }

    /** Reads each byte of the memory once. */
    void begin(MemorySegment from, long offset, int count) {
        if (own.length - Wire.SLACK < count) {
            own = new byte[Math.max(count, 2 * (own.length - Wire.SLACK)) + Wire.SLACK];
        }
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, offset, own, 0, count);
        begin(own, count);
    }

    /** @param from with slack behind the bytes */
    void begin(byte[] from, int count) {
        bytes = from;
        at = 0;
        end = count;
    }

    void end() throws BadMessage {
        if (at != end) {
            throw new BadMessage(Kind.TRAILING_BYTES, end - at + " after the message");
        }
    }

    public boolean flag(String where) throws BadMessage {
        int value = octet(where);
        if ((value & ~1) != 0) {
            throw new BadMessage(Kind.BAD_NUMBER, where + " is " + value + ", not 0 or 1");
        }
        return value == 1;
    }

    public byte octet(String where) throws BadMessage {
        return bytes[take(Byte.BYTES, where)];
    }

    public short small(String where) throws BadMessage {
        return Wire.shortAt(bytes, take(Short.BYTES, where));
    }

    public char character(String where) throws BadMessage {
        return (char) small(where);
    }

    public int integer(String where) throws BadMessage {
        long value = number(where);
        if (value >>> Integer.SIZE != 0) {
            throw new BadMessage(Kind.BAD_NUMBER, where + " is longer than its type");
        }
        return (int) value >>> 1 ^ -((int) value & 1);
    }

    public long wide(String where) throws BadMessage {
        long value = number(where);
        return value >>> 1 ^ -(value & 1);
    }

    public float real(String where) throws BadMessage {
        return Float.intBitsToFloat(Wire.intAt(bytes, take(Float.BYTES, where)));
    }

    public double precise(String where) throws BadMessage {
        return Double.longBitsToDouble(Wire.longAt(bytes, take(Double.BYTES, where)));
    }

    /** The number of a case; what it does not know is for {@link #unknown}. */
    public int which(String where) throws BadMessage {
        long value = number(where);
        return value < 0 || value > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) value;
    }

    public int ordinal(int count, String where) throws BadMessage {
        long value = number(where);
        if (value < 0 || value >= count) {
            throw new BadMessage(
                    Kind.BAD_ENUM, where + " has " + count + " constants, not number " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** @param bytesEach the fewest that an element takes, from 1: what cannot be there is not made room for */
    public int count(int max, int bytesEach, String where) throws BadMessage {
        long value = number(where);
        if (value < 0 || value > max) {
            throw new BadMessage(
                    Kind.BAD_LENGTH, where + " has " + Long.toUnsignedString(value) + ", the maximum is " + max);
        }
        if (value * bytesEach > end - at) {
            throw truncated(where);
        }
        return (int) value;
    }

    public String text(int max, String where) throws BadMessage {
        int length = count(max, 1, where);
        int start = at;
        at += length;
        if (Utf8.isAscii(bytes, start, at)) {
            return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }
        if (!Utf8.isWellFormed(bytes, start, at)) {
            throw new BadMessage(Kind.BAD_TEXT, where + " is not UTF-8");
        }
        return new String(bytes, start, length, StandardCharsets.UTF_8);
    }

    public Bytes octets(int max, String where) throws BadMessage {
        int length = count(max, 1, where);
        at += length;
        return Bytes.copyOf(bytes, at - length, length);
    }

    public static List<?> list(Object[] elements) {
        return switch (elements.length) {
            case 0 -> List.of();
            case 1 -> List.of(elements[0]);
            case 2 -> List.of(elements[0], elements[1]);
            default -> List.of(elements);
        };
    }

    public static Set<?> set(Object[] elements, String where) throws BadMessage {
        try {
            return Set.of(elements);
        } catch (IllegalArgumentException repeated) {
            throw new BadMessage(Kind.REPEATED, where + " has the same element twice");
        } catch (RuntimeException thrown) {
            throw rejected(thrown, where);
        }
    }

    /** @param elements key, value, key, value ... */
    public static Map<?, ?> table(Object[] elements, String where) throws BadMessage {
        try {
            if (elements.length == 2) {
                return Map.of(elements[0], elements[1]);
            }
            var entries = new Map.Entry<?, ?>[elements.length / 2];
            Arrays.setAll(entries, i -> Map.entry(elements[2 * i], elements[2 * i + 1]));
            return Map.ofEntries(entries);
        } catch (IllegalArgumentException repeated) {
            throw new BadMessage(Kind.REPEATED, where + " has the same key twice");
        } catch (RuntimeException thrown) {
            throw rejected(thrown, where);
        }
    }

    public static BadMessage unknown(int which, String where) {
        return new BadMessage(Kind.UNKNOWN_MESSAGE, where + " has no number " + which);
    }

    public static BadMessage rejected(Throwable thrown, String where) {
        return new BadMessage(Kind.REJECTED_BY_RECORD, where + " threw " + thrown);
    }

    public CapabilityRef capability(String where) throws BadMessage {
        if (!carries) {
            throw new BadMessage(Kind.CAPABILITY_REFUSED, where + ": no capability comes this way");
        }
        int which = octet(where) & 0xff;
        if (which == Wire.CAPABILITY_THERE) {
            return new CapabilityRef.At(Wire.intAt(bytes, take(Integer.BYTES, where)));
        }
        int why = which - Wire.CAPABILITY_THERE - 1;
        if (why >= REFUSALS.length) {
            throw new BadMessage(Kind.BAD_ENUM, where + " has " + REFUSALS.length + " refusals, not number " + why);
        }
        return new CapabilityRef.Missing(REFUSALS[why]);
    }

    private long number(String where) throws BadMessage {
        if (at >= end) {
            throw truncated(where);
        }
        int first = bytes[at] & 0xff;
        if (first <= Wire.OWN_BYTE_MOST) {
            at++;
            return first;
        }
        return longNumber(first - Wire.OWN_BYTE_MOST, where);
    }

    private long longNumber(int length, String where) throws BadMessage {
        int from = take(1 + length, where) + 1;
        long value = Wire.longAt(bytes, from) & -1L >>> Long.SIZE - 8 * length;
        if (value >= 0 && value <= Wire.OWN_BYTE_MOST || Wire.bytesOf(value) != length) {
            throw new BadMessage(Kind.BAD_NUMBER, where + " takes more bytes than it needs");
        }
        return value;
    }

    private int take(int count, String where) throws BadMessage {
        int from = at;
        if (end - from < count) {
            throw truncated(where);
        }
        at = from + count;
        return from;
    }

    private static BadMessage truncated(String where) {
        return new BadMessage(Kind.TRUNCATED, "the bytes end in " + where);
    }
}
