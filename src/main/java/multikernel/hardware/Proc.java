package multikernel.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Linux says of this process in {@code /proc/self}; empty on any other system, and for a thread that has ended.
 */
final class Proc {

    private static final Path SELF = Path.of("/proc/self");
    private static final Path THREAD = Path.of("/proc/thread-self");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private Proc() {}

    /**
     * The mask of the process's first thread. The launcher makes another one for {@code main}, so nothing of ours ever
     * runs on it and its mask stays what the system gave.
     */
    static Optional<List<Integer>> allowed() {
        return read(SELF.resolve("status"))
                .flatMap(status ->
                        status.lines().filter(line -> line.startsWith(ALLOWED)).findFirst())
                .map(line -> CpuList.parse(line.substring(ALLOWED.length())));
    }

    static Optional<String> ofThread(long tid, String name) {
        return read(SELF.resolve("task").resolve(Long.toString(tid)).resolve(name));
    }

    static Optional<Long> currentTid() {
        try {
            return Optional.of(
                    Long.valueOf(Files.readSymbolicLink(THREAD).getFileName().toString()));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
