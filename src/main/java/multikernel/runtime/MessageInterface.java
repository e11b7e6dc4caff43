package multikernel.runtime;

import java.lang.invoke.MethodHandles;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;

/**
 * A sealed interface of records that channels carry, with the codec that is derived from it: made once, where the
 * records are, and kept in a constant, because deriving takes a while.
 */
public final class MessageInterface<M> {

    private final String name;
    private final Codec<M> shape;

    private MessageInterface(String name, Codec<M> shape) {
        this.name = name;
        this.shape = shape;
    }

    /**
     * @param owner {@code MethodHandles.lookup()} of a class that sees every record
     * @throws multikernel.codec.BadInterface what cannot be encoded, by record and component
     */
    public static <M> MessageInterface<M> of(MethodHandles.Lookup owner, Class<M> messages) {
        return new MessageInterface<>(messages.getName(), Codec.of(owner, messages, CodecLimits.DEFAULT));
    }

    /**
     * The same for messages with type variables, under a name of its own.
     *
     * @param arguments what stands for the variables; the caller vouches that these are M's
     */
    static <M> MessageInterface<M> of(
            MethodHandles.Lookup owner, String name, Class<M> messages, CodecLimits limits, Class<?>... arguments) {
        return new MessageInterface<>(name, Codec.of(owner, messages, limits, arguments));
    }

    /** By which one end finds what the other exports. */
    public String name() {
        return name;
    }

    /** A codec of one's own: each thread takes another. */
    public Codec<M> codec() {
        return shape.another();
    }

    /** Two that are not of one version do not have the same. */
    public long fingerprint() {
        return shape.fingerprint();
    }

    /** Only to be copied from: each end takes another of it. */
    Codec<M> shape() {
        return shape;
    }
}
