package multikernel.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import multikernel.link.BadFrame.Kind;

/** The bytes of one frame, read from first to last. */
final class Body {

    private final ByteBuffer bytes;

    Body(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    private void need(int count) throws BadFrame {
        if (bytes.remaining() < count) {
            throw new BadFrame(Kind.BODY, "it ends within a value");
        }
    }

    int octet() throws BadFrame {
        need(1);
        return bytes.get() & 0xff;
    }

    /** Any 8 bytes. */
    long any() throws BadFrame {
        need(Long.BYTES);
        return bytes.getLong();
    }

    /** What counts: never negative. */
    long count() throws BadFrame {
        var value = any();
        if (value < 0) {
            throw new BadFrame(Kind.NUMBER, "a count of " + value);
        }
        return value;
    }

    int size() throws BadFrame {
        need(Integer.BYTES);
        var value = bytes.getInt();
        if (value < 0) {
            throw new BadFrame(Kind.NUMBER, "a size of " + value);
        }
        return value;
    }

    int channel() throws BadFrame {
        return size();
    }

    <E> E constant(E[] constants) throws BadFrame {
        var ordinal = octet();
        if (ordinal >= constants.length) {
            throw new BadFrame(Kind.NUMBER, "constant " + ordinal + " of " + constants.length);
        }
        return constants[ordinal];
    }

    boolean flag() throws BadFrame {
        var octet = octet();
        if (octet > 1) {
            throw new BadFrame(Kind.NUMBER, "yes or no, but " + octet);
        }
        return octet == 1;
    }

    String text() throws BadFrame {
        var length = octet();
        need(length);
        var text = new byte[length];
        bytes.get(text);
        for (var each : text) {
            if (each < ' ' || each > '~') {
                throw new BadFrame(Kind.TEXT, "byte " + each + " in a text");
            }
        }
        return new String(text, StandardCharsets.US_ASCII);
    }

    byte[] rest() {
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }

    void end() throws BadFrame {
        if (bytes.hasRemaining()) {
            throw new BadFrame(Kind.BODY, bytes.remaining() + " bytes too many");
        }
    }
}
