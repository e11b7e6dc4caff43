package multikernel.domain;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * How often a node has started, in the file {@code incarnation} of its data directory. What is counted is on the disk
 * before anybody is told, so that a start after a crash has a later number.
 */
public record Starts(Path data) {

    private static final int MAX = 999_999_999;

    /** Counts this start. */
    int next() {
        var file = data.resolve("incarnation");
        try {
            var text = Files.exists(file) ? Files.readString(file).strip() : "0";
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == MAX) {
                throw new BootFailure(file + " holds no number that a start can follow; write into it how often this"
                        + " node may have started");
            }
            return write(Integer.parseInt(text) + 1);
        } catch (IOException unusable) {
            throw new BootFailure(
                    file + " cannot be read or written (" + unusable + "): choose another directory with" + " --data");
        }
    }

    /** The next start shall be later than this one, which others know of. */
    public void atLeast(int incarnation) throws IOException {
        write(Math.min(MAX - 1, incarnation));
    }

    private int write(int incarnation) throws IOException {
        var draft = data.resolve("incarnation.draft");
        Files.writeString(draft, incarnation + "\n");
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                draft,
                data.resolve("incarnation"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return incarnation;
    }
}
