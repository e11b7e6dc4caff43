package multikernel.codec;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/**
 * A message interface to bytes and back, derived once from the interface. It has buffers of its own, so each one belongs
 * to one thread; {@link #another()} gives another.
 */
public final class Codec<M> {

    /** @param owner with the full privileges of a class that sees all records of the interface */
    public static <M> Codec<M> of(MethodHandles.Lookup owner, Class<M> messages, CodecLimits limits) {
        throw new UnsupportedOperationException();
    }

    /** The same shape with buffers of its own: for another thread, or another channel. */
    public Codec<M> another() {
        throw new UnsupportedOperationException();
    }

    /** The most that one message takes; at most the limit that the codec was derived with. */
    public int bytesMax() {
        throw new UnsupportedOperationException();
    }

    /** Of the shape: two codecs understand each other if it is the same. Its highest byte is the format's version. */
    public long fingerprint() {
        throw new UnsupportedOperationException();
    }

    /**
     * Nothing is written if it throws.
     *
     * @return bytes written, from 1
     * @throws Unsendable {@link TooLarge} among others, with record and component
     */
    public int encode(M message, MemorySegment to, long offset) {
        throw new UnsupportedOperationException();
    }

    /** Reads the memory once, before it looks at any of it: its writer may change it meanwhile. */
    public M decode(MemorySegment from, long offset, int bytes) throws BadMessage {
        throw new UnsupportedOperationException();
    }
}
