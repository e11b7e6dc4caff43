package multikernel.workload.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Replies in RESP 2 or 3, one after the other in an array that grows. Used again and again. */
final class Replies {

    private static final byte[] OK = "+OK\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NIL_2 = "$-1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NIL_3 = "_\r\n".getBytes(StandardCharsets.US_ASCII);

    private final int bytesKept;
    private byte[] bytes;
    private int size;
    private boolean isThree;

    /** @param bytesKept what it has grown beyond is given back by {@link #clear} */
    Replies(int bytesKept) {
        this.bytesKept = bytesKept;
        bytes = new byte[bytesKept];
    }

    /** @param version 2 or 3 */
    void speak(int version) {
        isThree = version == 3;
    }

    int version() {
        return isThree ? 3 : 2;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    void clear() {
        size = 0;
        if (bytes.length > bytesKept) {
            bytes = new byte[bytesKept];
        }
    }

    /** Forgets what was written after the size was this. */
    void backTo(int earlierSize) {
        size = earlierSize;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(2 * size, 1 << 30)));
        }
    }

    /** Bytes that are replies already. */
    void raw(byte[] from, int at, int length) {
        room(length);
        System.arraycopy(from, at, bytes, size, length);
        size += length;
    }

    /** @return where in {@link #bytes} the caller puts so many bytes now */
    int reserve(int length) {
        room(length);
        size += length;
        return size - length;
    }

    private void raw(byte[] all) {
        raw(all, 0, all.length);
    }

    void ok() {
        raw(OK);
    }

    void nil() {
        raw(isThree ? NIL_3 : NIL_2);
    }

    void integer(long value) {
        number(':', value);
    }

    void array(int items) {
        number('*', items);
    }

    /** Followed by a key and a value for each entry. */
    void map(int entries) {
        number(isThree ? '%' : '*', isThree ? entries : 2L * entries);
    }

    private void number(char type, long value) {
        var digits = Decimal.digits(value);
        room(digits + 3);
        bytes[size] = (byte) type;
        Decimal.write(bytes, size + 1, digits, value);
        size += digits + 1;
        end();
    }

    private void end() {
        bytes[size++] = '\r';
        bytes[size++] = '\n';
    }

    void simple(String text) {
        line('+', text);
    }

    /** @param sentence begins with a word such as {@code ERR} */
    void error(String sentence) {
        line('-', sentence);
    }

    private void line(char type, String text) {
        room(text.length() + 3);
        bytes[size++] = (byte) type;
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            bytes[size++] = (byte) (character == '\r' || character == '\n' ? ' ' : character);
        }
        end();
    }

    void bulk(byte[] from, int at, int length) {
        var start = bulk(length);
        System.arraycopy(from, at, bytes, start, length);
    }

    void bulk(String text) {
        var encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        bulk(encoded, 0, encoded.length);
    }

    /** @return where in {@link #bytes} the caller puts so many bytes now */
    int bulk(int length) {
        number('$', length);
        room(length + 2);
        var start = size;
        size += length;
        end();
        return start;
    }
}
