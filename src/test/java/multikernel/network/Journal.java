package multikernel.network;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import multikernel.urpc.SharedWords;

/** How far one end came in one session, in a mapped file, so that it outlives a kill. */
final class Journal {

    private static final int SENT = 0;
    private static final int HANDLED = 1;
    private static final int BYTES = 16;

    private final SharedWords words;

    private Journal(MemorySegment memory) {
        words = SharedWords.over(memory);
    }

    static Path file(Path directory, String end, long incarnation, long peer) {
        return directory.resolve(end + "-" + incarnation + "-" + peer);
    }

    static Journal write(Path file) throws Exception {
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, new byte[BYTES]);
        Files.move(draft, file);
        return open(file);
    }

    static Journal open(Path file) throws Exception {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Journal(channel.map(MapMode.READ_WRITE, 0, BYTES, Arena.ofAuto()));
        }
    }

    void sent(long lines) {
        words.setRelease(SENT, lines);
    }

    void handled(long lines) {
        words.setRelease(HANDLED, lines);
    }

    long sent() {
        return words.getAcquire(SENT);
    }

    long handled() {
        return words.getAcquire(HANDLED);
    }
}
