package multikernel.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that take all CPU that they are given. */
final class Spinners implements AutoCloseable {

    private final List<Process> all = new ArrayList<>();

    Spinners(int count) throws IOException {
        for (var each = 0; each < count; each++) {
            all.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
    }
}
