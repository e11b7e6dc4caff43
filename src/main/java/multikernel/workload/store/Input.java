package multikernel.workload.store;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Bytes of one connection that were read and are not executed yet, with the parser that knows how far it has got. */
final class Input {

    /** How much room is made ahead of what has come, at most. */
    private static final int AHEAD_BYTES = 1 << 20;

    private static final byte[] NOTHING = {};

    final RequestParser parser;
    private byte[] held = NOTHING;
    private int from;
    private int to;

    Input(RespLimits limits) {
        parser = new RequestParser(limits);
    }

    byte[] bytes() {
        return held;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isEmpty() {
        return from == to;
    }

    void clear() {
        held = NOTHING;
        from = 0;
        to = 0;
    }

    /** What is left of the bytes that came in whole. */
    void keep(byte[] bytes, int at, int end) {
        held = Arrays.copyOfRange(bytes, at, Math.max(end, at + parser.bytesWanted()));
        from = 0;
        to = end - at;
    }

    /** Adds what has come, with room for all of a long request, so that it is not copied at each read. */
    void add(ByteBuf more) {
        var bytes = more.readableBytes();
        if (held.length - to < bytes) {
            var left = to - from;
            var room = Math.max(parser.bytesWanted(), left + bytes);
            var next = held.length >= room ? held : new byte[Math.max(room, Math.min(2 * left, AHEAD_BYTES))];
            System.arraycopy(held, from, next, 0, left);
            held = next;
            from = 0;
            to = left;
        }
        more.readBytes(held, to, bytes);
        to += bytes;
    }

    void used(int upTo) {
        from = upTo;
        if (isEmpty()) {
            clear();
        }
    }
}
