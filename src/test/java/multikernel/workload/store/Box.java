package multikernel.workload.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Objects;

/** A partition in a frame of its own that is spoken to in words. */
final class Box implements AutoCloseable {

    static final int BULK_MAX = 20_000;

    private final Arena arena = Arena.ofConfined();
    final FramePartition partition;
    private final Replies replies = new Replies(64);

    Box(long bytes) {
        partition = new FramePartition(0, 1, bytes, BULK_MAX).over(arena.allocate(bytes, 64));
    }

    static Request request(List<String> words) {
        var bytes = String.join("", words).getBytes(ISO_8859_1);
        var request = new Request();
        request.over(bytes, 0);
        var at = 0;
        for (var word : words) {
            request.add(at, word.length());
            at += word.length();
        }
        return request;
    }

    String execute(long now, String... words) {
        return execute(now, List.of(words));
    }

    /** The reply without its last line end; others are line feeds. */
    String execute(long now, List<String> words) {
        var request = request(words);
        replies.clear();
        var command = Objects.requireNonNull(Command.of(request));
        if (command.writes()) {
            partition.write(command, request, now, replies);
        } else {
            partition.read(command, request, now, replies);
        }
        return new String(replies.bytes(), 0, replies.size() - 2, ISO_8859_1).replaceFirst("\r\n", "\n");
    }

    @Override
    public void close() {
        arena.close();
    }
}
