package multikernel.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The thread that owns a core, or buries one of its incarnations. */
public final class CoreThread extends Thread {

    private final CoreLoop loop;
    private volatile long nativeId = -1;

    CoreThread(CoreLoop loop, String name, Runnable body) {
        super(body, name);
        this.loop = loop;
    }

    CoreLoop loop() {
        return loop;
    }

    /** To be called on this thread. */
    void readNativeId() {
        var self = Path.of("/proc/thread-self");
        try {
            nativeId = Files.exists(self)
                    ? Long.parseLong(Files.readSymbolicLink(self).getFileName().toString())
                    : -1;
        } catch (IOException | UnsupportedOperationException e) {
            nativeId = -1;
        }
    }

    /** The system's number of this thread, -1 where it has not said. */
    public long nativeId() {
        return nativeId;
    }
}
