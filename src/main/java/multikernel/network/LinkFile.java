package multikernel.network;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import multikernel.network.LinkRefused.Reason;

/** Files of a link: made exclusively, 0600, and filled by writes before they are mapped. */
final class LinkFile {

    /** Bytes of one write. */
    private static final int BLOCK = 64 << 10;

    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<OpenOption> FRESH = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);

    private static final Set<OpenOption> THERE =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private LinkFile() {}

    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, FRESH, OURS_ALONE);
    }

    /** @throws java.nio.file.NoSuchFileException if it is not there */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, THERE);
    }

    /**
     * A new file of so many zeros, mapped. Each page is written first: what is mapped without a page behind it is, on a
     * full file system, an {@code InternalError} at some later access.
     *
     * @throws LinkRefused {@code NO_ROOM}; then no file is left
     */
    static MemorySegment reserve(Path file, long bytes, Arena arena) throws IOException {
        try (var channel = create(file)) {
            try {
                fill(channel, bytes);
            } catch (IOException full) {
                Files.delete(file);
                throw new LinkRefused(Reason.NO_ROOM, bytes + " bytes for " + file, full);
            }
            return channel.map(MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    private static void fill(FileChannel channel, long bytes) throws IOException {
        var zeros = ByteBuffer.allocate(BLOCK);
        for (var left = bytes; left > 0; ) {
            zeros.position(0).limit((int) Math.min(left, BLOCK));
            left -= channel.write(zeros);
        }
    }

    /**
     * A file that the other end made, mapped.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     * @throws LinkRefused {@code NOT_OURS} if its size is another
     */
    static MemorySegment map(Path file, MapMode mode, long bytes, Arena arena) throws IOException {
        try (var channel = open(file)) {
            if (channel.size() != bytes) {
                throw new LinkRefused(
                        Reason.NOT_OURS, file + " has " + channel.size() + " bytes, a link makes " + bytes);
            }
            return channel.map(mode, 0, bytes, arena);
        }
    }
}
