package multikernel.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that take all CPU that they are given, while this one is there. */
final class Spinners implements AutoCloseable {

    private final List<Process> all = new ArrayList<>();

    Spinners(int count) throws IOException {
        var parent = Long.toString(ProcessHandle.current().pid());
        for (var each = 0; each < count; each++) {
            all.add(new ProcessBuilder("sh", "-c", "while kill -0 $0; do :; done", parent).start());
        }
    }

    @Override
    public void close() {
        all.forEach(Process::destroyForcibly);
    }
}
