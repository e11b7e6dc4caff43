package multikernel.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring from one thread to one other; its record of seven words and a header is 64 bytes too. */
final class AgronaPipe implements Pipe {

    private static final int TYPE = 1;

    private final OneToOneRingBuffer ring;

    AgronaPipe(int capacity) {
        var bytes = capacity * (WORDS + 1) * Long.BYTES + RingBufferDescriptor.TRAILER_LENGTH;
        ring = new OneToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder())));
    }

    static void write(MutableDirectBuffer buffer, int index, long value) {
        for (int word = 0; word < WORDS; word++) {
            buffer.putLong(index + word * Long.BYTES, value + word);
        }
    }

    /** All words but the first, each without what it should be. */
    static long rest(DirectBuffer buffer, int index, long first) {
        var rest = 0L;
        for (int word = 1; word < WORDS; word++) {
            rest += buffer.getLong(index + word * Long.BYTES) - first - word;
        }
        return rest;
    }

    @Override
    public Inlet inlet() {
        return value -> {
            var index = ring.tryClaim(TYPE, WORDS * Long.BYTES);
            for (int looks = 0; index < 0; looks = Waiting.again(looks)) {
                index = ring.tryClaim(TYPE, WORDS * Long.BYTES);
            }
            write(ring.buffer(), index, value);
            ring.commit(index);
        };
    }

    @Override
    public Outlet outlet() {
        return new Batch() {
            private final MessageHandler handler = this::message;

            @Override
            void read() {
                ring.read(handler, SIZE);
            }

            private void message(int type, MutableDirectBuffer buffer, int index, int length) {
                var first = buffer.getLong(index);
                add(first, rest(buffer, index, first));
            }
        };
    }

    @Override
    public void close() {}
}
