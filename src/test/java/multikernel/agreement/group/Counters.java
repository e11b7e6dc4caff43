package multikernel.agreement.group;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import multikernel.agreement.group.Linearizability.Kind;
import multikernel.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** A few registers, as what a group replicates in tests; it tells of everything that it does. */
public final class Counters implements GroupState {

    private static final int PIECE_KEYS = 2;

    public interface Told {
        void applied(long index, Change change);
    }

    /** @param name of the operation, which the state does not look at */
    public record Change(int key, Kind kind, long argument, long name) {

        public Bytes bytes() {
            return Bytes.copyOf(ByteBuffer.allocate(24)
                    .putInt(key)
                    .putInt(kind.ordinal())
                    .putLong(argument)
                    .putLong(name)
                    .array());
        }

        public static Change of(Bytes bytes) {
            var buffer = buffer(bytes);
            return new Change(buffer.getInt(), Kind.values()[buffer.getInt()], buffer.getLong(), buffer.getLong());
        }
    }

    private final Told told;
    public final TreeMap<Integer, Long> values = new TreeMap<>();
    private boolean installing;
    /** Copies that nobody has closed or read to their end. */
    public int copies;

    public Counters(Told told) {
        this.told = told;
    }

    public static Bytes number(long value) {
        return Bytes.copyOf(ByteBuffer.allocate(8).putLong(value).array());
    }

    public static long number(Bytes bytes) {
        return buffer(bytes).getLong();
    }

    private static ByteBuffer buffer(Bytes bytes) {
        var array = new byte[bytes.length()];
        bytes.copyTo(array, 0);
        return ByteBuffer.wrap(array);
    }

    public long value(int key) {
        return values.getOrDefault(key, 0L);
    }

    @Override
    public Bytes apply(long index, Bytes command) {
        require(!installing, "applies to half a state");
        var change = Change.of(command);
        long before = value(change.key);
        long after = change.kind == Kind.WRITE ? change.argument : before + change.argument;
        values.put(change.key, after);
        told.applied(index, change);
        return number(after);
    }

    @Override
    public Copy copy() {
        require(!installing, "copies half a state");
        copies++;
        var pieces = new ArrayDeque<Bytes>();
        var buffer = ByteBuffer.allocate(12 * PIECE_KEYS);
        values.forEach((key, value) -> {
            buffer.putInt(key).putLong(value);
            if (!buffer.hasRemaining()) {
                pieces.add(Bytes.copyOf(buffer.array()));
                buffer.clear();
            }
        });
        pieces.add(Bytes.copyOf(buffer.array(), 0, buffer.position()));
        return new Pieces(pieces);
    }

    private final class Pieces implements Copy {

        private final Deque<Bytes> left;

        Pieces(Deque<Bytes> left) {
            this.left = left;
        }

        @Override
        public @Nullable Bytes next() {
            return left.poll();
        }

        @Override
        public void close() {
            copies--;
        }
    }

    @Override
    public void installBegins() {
        installing = true;
        values.clear();
    }

    @Override
    public void install(Bytes piece) {
        require(installing, "is handed a piece of no state");
        var buffer = buffer(piece);
        while (buffer.hasRemaining()) {
            values.put(buffer.getInt(), buffer.getLong());
        }
    }

    @Override
    public void installed() {
        require(installing, "has nothing to end");
        installing = false;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError("the state " + otherwise);
        }
    }
}
