package multikernel.workload.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Objects;
import multikernel.codec.Bytes;

/** A replicated partition in a frame of its own that is spoken to in words. */
final class ShardBox implements AutoCloseable {

    private final Arena arena = Arena.ofConfined();
    final StorePartition partition;

    ShardBox(long bytes, int bulkBytesMax) {
        var frame = arena.allocate(bytes, 64);
        partition = new StorePartition(0, 1, new Slice(() -> frame, 0, bytes), bulkBytesMax);
    }

    static Bytes order(long now, List<String> words) {
        var request = Box.request(words);
        var into = new Replies(64);
        Order.write(0, Objects.requireNonNull(Command.of(request)), request, now, 2, into);
        return Bytes.copyOf(into.bytes(), 0, into.size());
    }

    static boolean writes(List<String> words) {
        return Objects.requireNonNull(Command.of(Box.request(words))).writes();
    }

    /** The reply without its last line end; others are line feeds. */
    String execute(long now, List<String> words) {
        var order = order(now, words);
        return text(writes(words) ? partition.apply(0, order) : partition.read(order));
    }

    String execute(long now, String... words) {
        return execute(now, List.of(words));
    }

    static String text(Bytes reply) {
        var bytes = new byte[reply.length()];
        reply.copyTo(bytes, 0);
        return new String(bytes, 0, bytes.length - 2, ISO_8859_1).replaceFirst("\r\n", "\n");
    }

    /** Becomes what another is at this moment. */
    void become(StorePartition other) {
        partition.installBegins();
        var copy = other.copy();
        for (var piece = copy.next(); piece != null; piece = copy.next()) {
            partition.install(piece);
        }
        partition.installed();
    }

    @Override
    public void close() {
        arena.close();
    }
}
