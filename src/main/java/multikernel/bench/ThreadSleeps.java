package multikernel.bench;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How often the threads of a process have gone to sleep, as Linux counts it: a way of a message that leads through many
 * threads costs a sleep and a wake for each.
 */
final class ThreadSleeps {

    private static final String COUNT = "voluntary_ctxt_switches:";

    private ThreadSleeps() {}

    /** @return of all threads that it has now; none where the system does not say */
    static OptionalLong of(long pid) {
        try (var threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            var sum = 0L;
            for (var thread : threads) {
                sum += ofThread(thread.resolve("status"));
            }
            return OptionalLong.of(sum);
        } catch (IOException | DirectoryIteratorException notSaid) {
            return OptionalLong.empty();
        }
    }

    /** 0 for one that ends meanwhile. */
    private static long ofThread(Path status) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(COUNT))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(COUNT.length()).strip()))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
