package multikernel.network;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import multikernel.network.LinkRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The lock file that an end holds while its process lives. The system lets the lock go however the process ends, it is
 * held while the process is merely stopped, and no later process can be mistaken for it: neither a look at the process
 * table nor a heartbeat does all three.
 *
 * <pre>
 * byte 0   held exclusively for life; tried, shared, by whoever wants to know
 * byte 1   held exclusively by whoever takes a dead end's files away
 * </pre>
 *
 * <p>The name of the file has the token of its process in it; a process never opens a file with its own token twice.
 */
final class Life implements AutoCloseable {

    private static final String SUFFIX = ".lock";

    private final Path file;
    private final FileChannel channel;

    private Life(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static String file(String end, long token) {
        return end + "." + Long.toHexString(token) + SUFFIX;
    }

    /** Takes a lock file away that a process left which had no card yet; it is locked meanwhile, so nobody begins. */
    static void removeIfOver(Path file) throws IOException {
        try (var channel = LinkFile.open(file);
                var lock = channel.tryLock(0, 1, true)) {
            if (lock != null) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    /** Whether it is the lock file of that end, of whatever process but this one. */
    static boolean isAnothers(String file, String end) {
        return file.startsWith(end + ".") && file.endsWith(SUFFIX) && !file.equals(file(end, ProcessToken.OURS));
    }

    /** This process's, from now to {@link #close} or its end. */
    static Life begin(LinkPlace place, String end) throws IOException {
        var file = place.resolve(file(end, ProcessToken.OURS));
        var channel = LinkFile.create(file);
        if (channel.tryLock(0, 1, false) == null) {
            channel.close();
            throw new LinkRefused(Reason.HELD, file + " is being looked at by another process that starts this end");
        }
        return new Life(file, channel);
    }

    /** Another process's, to be asked; null if its file is gone, and so its life. */
    static @Nullable Life of(LinkPlace place, String end, long token) throws IOException {
        var file = place.resolve(file(end, token));
        try {
            return new Life(file, LinkFile.open(file));
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    /** Whether the other process has ended: some microseconds in the kernel. */
    boolean isOver() throws IOException {
        try (var lock = channel.tryLock(0, 1, true)) {
            return lock != null;
        } catch (OverlappingFileLockException anotherLinkAsks) {
            return false;
        }
    }

    /** The right to take a dead end's files away, until this is closed; false if another process has it. */
    boolean inherit() throws IOException {
        try {
            FileLock right = channel.tryLock(1, 1, false);
            return right != null && right.isValid();
        } catch (OverlappingFileLockException anotherThread) {
            return false;
        }
    }

    boolean isThere() {
        return Files.exists(file);
    }

    /** Stops asking. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Its own last act, or its heir's. */
    void remove() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
    }
}
