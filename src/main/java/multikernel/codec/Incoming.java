package multikernel.codec;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The receiving end of a channel: lines into messages. */
public final class Incoming<M> {

    public static <M> Incoming<M> with(Codec<M> codec) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes a line with a tag that {@link Fragments#isFragment} accepts; the line may be reused afterwards.
     *
     * @return the message that ends with this line; null if it goes on
     * @throws BadMessage what was received of this message is forgotten, and the next one may begin
     */
    public @Nullable M line(MemorySegment memory, long offset, int tag) throws BadMessage {
        throw new UnsupportedOperationException();
    }

    /** Whether a message has begun and not ended. */
    public boolean isMidway() {
        throw new UnsupportedOperationException();
    }
}
