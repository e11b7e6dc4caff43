package multikernel.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import multikernel.codec.BadMessage.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a channel: lines into messages. What a sender claims of a length is not believed: room is made
 * for lines that are there. Of one thread.
 */
public final class Incoming<M> {

    private final Codec<M> codec;
    private byte[] own = new byte[4 * Fragments.LINE_BYTES + Wire.SLACK];
    private int bytes;
    private int received;
    private int number;

    private Incoming(Codec<M> codec) {
        this.codec = codec;
    }

    /** @param codec its shape; the buffers are this channel's own */
    public static <M> Incoming<M> with(Codec<M> codec) {
        return new Incoming<>(codec.another());
    }

    /**
     * Takes a line with a tag that {@link Fragments#isFragment} accepts; the line may be reused afterwards.
     *
     * @return the message that ends with this line; null if it goes on
     * @throws BadMessage what was received of this message is forgotten, and the next one may begin
     */
    public @Nullable M line(MemorySegment memory, long offset, int tag) throws BadMessage {
        if (!Fragments.isFragment(tag)) {
            throw bad(Kind.BAD_SEQUENCE, "a line with the tag " + Integer.toHexString(tag));
        }
        int data = Fragments.data(tag);
        if (Fragments.isBeginning(tag)) {
            return begin(memory, offset, data);
        }
        return goOn(memory, offset, data);
    }

    /** Whether a message has begun and not ended. */
    public boolean isMidway() {
        return received < bytes;
    }

    private @Nullable M begin(MemorySegment memory, long offset, int size) throws BadMessage {
        if (isMidway()) {
            throw bad(Kind.BAD_SEQUENCE, "a message begins after " + received + " of " + bytes + " bytes of another");
        }
        if (size <= Fragments.LINE_BYTES) {
            return codec.decode(memory, offset, size);
        }
        if (size > codec.bytesMax()) {
            throw bad(Kind.BAD_LENGTH, "a message of " + size + " bytes; the maximum is " + codec.bytesMax());
        }
        bytes = size;
        received = 0;
        number = 0;
        append(memory, offset, Fragments.LINE_BYTES);
        return null;
    }

    private @Nullable M goOn(MemorySegment memory, long offset, int next) throws BadMessage {
        if (!isMidway()) {
            throw bad(Kind.BAD_SEQUENCE, "line " + next + " of a message that has not begun");
        }
        if (next != number + 1) {
            throw bad(Kind.BAD_SEQUENCE, "line " + next + " of a message after its line " + number);
        }
        number = next;
        append(memory, offset, Math.min(bytes - received, Fragments.LINE_BYTES));
        if (isMidway()) {
            return null;
        }
        return codec.decode(own, bytes);
    }

    private void append(MemorySegment memory, long offset, int count) {
        int needed = received + count + Wire.SLACK;
        if (own.length < needed) {
            own = Arrays.copyOf(own, Math.max(needed, 2 * own.length));
        }
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, offset, own, received, count);
        received += count;
    }

    private BadMessage bad(Kind kind, String detail) {
        bytes = 0;
        received = 0;
        return new BadMessage(kind, detail);
    }
}
