package multikernel.link;

import java.nio.ByteBuffer;
import java.util.Arrays;
import multikernel.link.BadFrame.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts a stream of bytes together into frames. Until the first frame, which is a hello, no longer one is believed; then
 * none that is longer than a message may be. Room is made for bytes that are there, whatever a length claims.
 */
public final class FrameReader {

    private static final int FIRST_BYTES = 512;

    private final int bytesMax;
    private int lengthMax = Frames.OTHERS_BYTES_MAX - Frames.LENGTH_BYTES;
    private byte[] kept = new byte[FIRST_BYTES];
    private int count;

    /** @param messageBytesMax the longest message that may come */
    public FrameReader(int messageBytesMax) {
        bytesMax = messageBytesMax + Frames.OVERHEAD_BYTES;
    }

    /** Of a stream that goes on where another has had the hello. */
    public static FrameReader afterHello(int messageBytesMax) {
        var reader = new FrameReader(messageBytesMax);
        reader.lengthMax = reader.bytesMax();
        return reader;
    }

    /** The next frame in the bytes, which are taken up to its end; null, and all are taken, if it goes on. */
    public @Nullable Frame next(ByteBuffer from) throws BadFrame {
        if (count == 0) {
            var frame = whole(from);
            if (frame != null) {
                return frame;
            }
        }
        while (from.hasRemaining()) {
            var wanted = count < Frames.LENGTH_BYTES ? Frames.LENGTH_BYTES : Frames.LENGTH_BYTES + length(kept());
            keep(from, Math.min(wanted - count, from.remaining()));
            if (count >= Frames.LENGTH_BYTES && count == Frames.LENGTH_BYTES + length(kept())) {
                var frame = Frames.get(ByteBuffer.wrap(kept, Frames.LENGTH_BYTES, count - Frames.LENGTH_BYTES));
                forget();
                return frame;
            }
        }
        return null;
    }

    /** Most frames arrive in one piece, and are read where they lie. */
    private @Nullable Frame whole(ByteBuffer from) throws BadFrame {
        if (from.remaining() < Frames.LENGTH_BYTES) {
            return null;
        }
        var length = length(from);
        if (from.remaining() < Frames.LENGTH_BYTES + length) {
            return null;
        }
        var body = from.slice(from.position() + Frames.LENGTH_BYTES, length);
        from.position(from.position() + Frames.LENGTH_BYTES + length);
        var frame = Frames.get(body);
        lengthMax = bytesMax();
        return frame;
    }

    private int bytesMax() {
        return Math.max(bytesMax, Frames.OTHERS_BYTES_MAX) - Frames.LENGTH_BYTES;
    }

    private ByteBuffer kept() {
        return ByteBuffer.wrap(kept, 0, count);
    }

    private int length(ByteBuffer from) throws BadFrame {
        var length = from.getInt(from.position());
        if (length < 1 || length > lengthMax) {
            throw new BadFrame(Kind.LENGTH, "a frame of " + length + " bytes; the maximum is " + lengthMax);
        }
        return length;
    }

    private void keep(ByteBuffer from, int more) {
        if (kept.length < count + more) {
            kept = Arrays.copyOf(kept, Math.max(count + more, 2 * kept.length));
        }
        from.get(kept, count, more);
        count += more;
    }

    private void forget() {
        count = 0;
        lengthMax = bytesMax();
        if (kept.length > FIRST_BYTES) {
            kept = new byte[FIRST_BYTES];
        }
    }
}
