package multikernel.monitor;

import java.lang.invoke.MethodHandles;
import multikernel.codec.Codec;
import multikernel.codec.CodecLimits;

/** How what monitors say becomes bytes. */
public final class Wire {

    /** The most bytes of UTF-8 in one text: a domain's setting, above all. */
    public static final int TEXT_BYTES_MAX = 1 << 16;

    /** A slice with every domain and every recent operation goes in one message to a core that is new. */
    private static final CodecLimits LIMITS = new CodecLimits(CodecLimits.BYTES_MOST, TEXT_BYTES_MAX, 1 << 20);

    private Wire() {}

    /** Derives the codec, which takes a while: once for a node, and {@link Codec#another()} for each user. */
    public static Codec<Envelope> codec() {
        return Codec.of(MethodHandles.lookup(), Envelope.class, LIMITS);
    }
}
