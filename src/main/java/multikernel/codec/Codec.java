package multikernel.codec;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import multikernel.codec.BadMessage.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A message interface to bytes and back, derived once from the interface. It has buffers of its own, so each one
 * belongs to one thread and is not entered twice; {@link #another()} gives another.
 */
public final class Codec<M> {

    private final Class<M> messages;
    private final Shape shape;
    private final Translation translation;
    private final int bytesMax;
    private final long fingerprint;
    private final Writer writer;
    private final Reader reader = new Reader();
    private @Nullable CapabilityPlaces places;

    private Codec(Class<M> messages, Shape shape, Translation translation, int bytesMax, long fingerprint) {
        this.messages = messages;
        this.shape = shape;
        this.translation = translation;
        this.bytesMax = bytesMax;
        this.fingerprint = fingerprint;
        this.writer = new Writer(bytesMax);
    }

    /**
     * @param owner of a class that sees every record of the interface, with that class's full privileges:
     *     {@code MethodHandles.lookup()}
     * @param messages a sealed interface of records, or a single record
     * @throws BadInterface what cannot be encoded, by record and component
     */
    public static <M> Codec<M> of(MethodHandles.Lookup owner, Class<M> messages, CodecLimits limits) {
        return of(owner, messages, limits, new Class<?>[0]);
    }

    /**
     * The same for an interface with type variables.
     *
     * @param arguments what stands for them, in their order; the caller vouches that these are M's
     */
    public static <M> Codec<M> of(
            MethodHandles.Lookup owner, Class<M> messages, CodecLimits limits, Class<?>... arguments) {
        var shape = new Derivation(owner, limits).shapeOf(messages, arguments);
        var translation = Generator.translation(owner, shape);
        int bytesMax = (int) Math.max(1, Math.min(Measure.bytesMax(shape), limits.bytesMax()));
        return new Codec<>(messages, shape, translation, bytesMax, Measure.fingerprint(Measure.text(shape)));
    }

    /** The same shape with buffers of its own: for another thread, or another channel. */
    public Codec<M> another() {
        var codec = new Codec<>(messages, shape, translation, bytesMax, fingerprint);
        if (places != null) {
            codec.carry(new CapabilityPlaces());
        }
        return codec;
    }

    /**
     * The same, and capabilities go through it: for both ends of a channel whose sender brings them to its receiver.
     */
    public Codec<M> carrying() {
        var codec = another();
        codec.carry(new CapabilityPlaces());
        return codec;
    }

    private void carry(CapabilityPlaces through) {
        places = through;
        writer.carry(through);
        reader.carry();
    }

    /** Whether some message of this shape has a place for a capability. */
    public boolean hasCapabilities() {
        return Measure.hasCapabilities(shape);
    }

    /**
     * The capabilities in a message, in the order in which they are written.
     *
     * @throws Unsendable if it cannot be encoded
     */
    public List<CapabilityRef> capabilities(M message) {
        var through = Objects.requireNonNull(places, "a codec that carries");
        through.collect();
        try {
            encode(message);
            return through.collected();
        } finally {
            through.pass();
        }
    }

    /**
     * A message of the same data with these capabilities in place of its own.
     *
     * @param instead as many as it has, in the order of {@link #capabilities}
     */
    public M withCapabilities(M message, List<CapabilityRef> instead) {
        var through = Objects.requireNonNull(places, "a codec that carries");
        through.replace(instead);
        try {
            int bytes = encode(message);
            return decode(writer.bytes(), bytes);
        } catch (BadMessage bad) {
            throw new IllegalStateException("what was just encoded is no message: " + message, bad);
        } finally {
            through.pass();
        }
    }

    /** Whether it is one of the interface's messages, whatever is in it. */
    public boolean isOne(Object message) {
        return messages.isInstance(message);
    }

    /** The most that one message takes; at most the limit that the codec was derived with. */
    public int bytesMax() {
        return bytesMax;
    }

    /** Of the shape: two codecs understand each other if it is the same. Its highest byte is the format's version. */
    public long fingerprint() {
        return fingerprint;
    }

    /** What the fingerprint is of, for a person: names, order, types and maxima. */
    public String shape() {
        return Measure.text(shape);
    }

    /**
     * Nothing is written if it throws.
     *
     * @return bytes written
     * @throws Unsendable {@link TooLarge} among others, with record and component
     */
    public int encode(M message, MemorySegment to, long offset) {
        int bytes = encode(message);
        copy(0, bytes, to, offset);
        return bytes;
    }

    /**
     * How many bytes a message takes; nothing is kept of it.
     *
     * @throws Unsendable if it cannot be encoded
     */
    public int bytesOf(M message) {
        return encode(message);
    }

    /** Reads the memory once, before it looks at any of it: its writer may change it meanwhile. */
    public M decode(MemorySegment from, long offset, int bytes) throws BadMessage {
        refuseLength(bytes);
        reader.begin(from, offset, bytes);
        return decoded();
    }

    /** The whole message as octets of its own. */
    public Bytes encoded(M message) {
        var octets = new byte[bytesOf(message)];
        encode(message, MemorySegment.ofArray(octets), 0);
        return Bytes.copyOf(octets);
    }

    public M decoded(Bytes octets) throws BadMessage {
        var copy = octets.toArray();
        return decode(MemorySegment.ofArray(copy), 0, copy.length);
    }

    /** @param own nobody else's, with slack behind the bytes */
    M decode(byte[] own, int bytes) throws BadMessage {
        refuseLength(bytes);
        reader.begin(own, bytes);
        return decoded();
    }

    /** Into the codec's own buffer, where it stays until the next message. */
    int encode(M message) {
        writer.begin();
        translation.encode(Objects.requireNonNull(message), writer);
        return writer.end();
    }

    /** A part of the last encoded message. */
    void copy(int from, int bytes, MemorySegment to, long offset) {
        MemorySegment.copy(writer.bytes(), from, to, ValueLayout.JAVA_BYTE, offset, bytes);
    }

    private M decoded() throws BadMessage {
        var message = messages.cast(translation.decode(reader));
        reader.end();
        return message;
    }

    private void refuseLength(int bytes) throws BadMessage {
        if (bytes < 0 || bytes > bytesMax) {
            throw new BadMessage(Kind.BAD_LENGTH, bytes + " bytes are not 0 to " + bytesMax);
        }
    }
}
