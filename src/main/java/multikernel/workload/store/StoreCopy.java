package multikernel.workload.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import multikernel.agreement.group.GroupMessage;
import multikernel.agreement.group.GroupState;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A partition at one moment on its way to another node. It is copied as a whole when it is asked for, so that the
 * partition can go on; for as long as it is under way, it takes as much memory again as the entries in it.
 *
 * <pre>
 *   8 bytes of the partition's memory   8 its latest time   then again and again: 4 length, so many bytes of entries
 * </pre>
 *
 * <p>That is cut into pieces wherever one is full.
 */
final class StoreCopy implements GroupState.Copy {

    private static final int HEAD_BYTES = 16;

    /** Entries that are read together. */
    private static final int CHUNK_BYTES = 1 << 16;

    private final ArrayDeque<Bytes> pieces = new ArrayDeque<>();

    StoreCopy(Partition partition, long memory, long latestMillis) {
        var head = ByteBuffer.allocate(HEAD_BYTES).putLong(memory).putLong(latestMillis);
        var gathered = new Replies(2 * GroupMessage.PIECE_BYTES_MAX);
        gathered.raw(head.array(), 0, HEAD_BYTES);
        var cursor = 0L;
        do {
            var at = gathered.reserve(Integer.BYTES);
            cursor = partition.chunk(cursor, CHUNK_BYTES, gathered);
            ByteBuffer.wrap(gathered.bytes()).putInt(at, gathered.size() - at - Integer.BYTES);
            cut(gathered, cursor == 0);
        } while (cursor != 0);
    }

    /** Takes out what fills pieces, and all of it at the end. */
    private void cut(Replies gathered, boolean atEnd) {
        var from = 0;
        var most = GroupMessage.PIECE_BYTES_MAX;
        for (; gathered.size() - from >= most; from += most) {
            pieces.add(Bytes.copyOf(gathered.bytes(), from, most));
        }
        var rest = Arrays.copyOfRange(gathered.bytes(), from, gathered.size());
        gathered.clear();
        if (atEnd && rest.length > 0) {
            pieces.add(Bytes.copyOf(rest));
        } else if (!atEnd) {
            gathered.raw(rest, 0, rest.length);
        }
    }

    @Override
    public @Nullable Bytes next() {
        return pieces.poll();
    }

    @Override
    public void close() {
        pieces.clear();
    }

    /** The same at the other end: pieces that have come, as far as they are not in the partition yet. */
    static final class Arrival {

        private byte[] held = {};
        private boolean hasHead;
        private long memory;
        private long latestMillis;

        void add(Bytes piece, Partition into) {
            var bytes = new byte[held.length + piece.length()];
            System.arraycopy(held, 0, bytes, 0, held.length);
            piece.copyTo(bytes, held.length);
            var buffer = ByteBuffer.wrap(bytes);
            if (!hasHead && buffer.remaining() >= HEAD_BYTES) {
                hasHead = true;
                memory = buffer.getLong();
                latestMillis = buffer.getLong();
            }
            while (hasHead && isWhole(buffer)) {
                var length = buffer.getInt();
                into.load(bytes, buffer.position(), length);
                buffer.position(buffer.position() + length);
            }
            held = new byte[buffer.remaining()];
            buffer.get(held);
        }

        private static boolean isWhole(ByteBuffer buffer) {
            if (buffer.remaining() < Integer.BYTES) {
                return false;
            }
            var length = buffer.getInt(buffer.position());
            if (length < 0) {
                throw new IllegalArgumentException("no copy of a partition: " + length + " bytes of entries");
            }
            return length <= buffer.remaining() - Integer.BYTES;
        }

        /**
         * Of all that has come.
         *
         * @throws IllegalStateException if it is not whole, or of a partition that has not as much memory as this one:
         *     they would not answer alike
         */
        long latestMillis(long bytesHere) {
            if (!hasHead || held.length > 0 || memory != bytesHere) {
                throw new IllegalStateException("a copy of a partition of " + memory + " bytes, with " + held.length
                        + " bytes left over, for one of " + bytesHere);
            }
            return latestMillis;
        }
    }
}
