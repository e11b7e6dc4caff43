package multikernel.link;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A connection of the world: two streams of bytes that may stand still and break anywhere. */
final class Wire {

    /** One direction. */
    final class Way {

        final Start from;
        final Start to;
        final FrameReader reader;
        private byte[] bytes = new byte[0];
        boolean isSilent;
        boolean isClosed;
        boolean isHeardClosed;

        Way(Start from, Start to, int messageBytesMax) {
            this.from = from;
            this.to = to;
            this.reader = new FrameReader(messageBytesMax);
        }

        void write(ByteBuffer more) {
            var out = new ByteArrayOutputStream();
            out.writeBytes(bytes);
            out.write(more.array(), 0, more.position());
            bytes = out.toByteArray();
        }

        ByteBuffer take(int count) {
            var taken = ByteBuffer.wrap(bytes, 0, count).slice();
            var rest = new byte[bytes.length - count];
            System.arraycopy(bytes, count, rest, 0, rest.length);
            bytes = rest;
            return taken;
        }

        int count() {
            return bytes.length;
        }

        /** Nothing more is written; what is under way beyond so many bytes is lost. */
        void cut(int count) {
            isClosed = true;
            if (count < bytes.length) {
                bytes = ByteBuffer.allocate(count).put(bytes, 0, count).array();
            }
        }

        Wire wire() {
            return Wire.this;
        }
    }

    final long number;
    final Way there;
    final Way back;
    boolean isGreeted;

    Wire(long number, Start dialler, Start answerer, int messageBytesMax) {
        this.number = number;
        this.there = new Way(dialler, answerer, messageBytesMax);
        this.back = new Way(answerer, dialler, messageBytesMax);
    }

    Way from(Start start) {
        return there.from == start ? there : back;
    }

    /** The whole of it is gone for this end. */
    void close(Start start) {
        var way = from(start);
        way.cut(way.count());
        (way == there ? back : there).cut(0);
        (way == there ? back : there).isHeardClosed = true;
    }
}
