package multikernel.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The thread that owns a core, or buries one of its incarnations. */
public final class CoreThread extends Thread {

    private final CoreLoop loop;
    private volatile long nativeId = -1;
    private boolean owner = true;

    CoreThread(CoreLoop loop, String name, Runnable body) {
        super(body, name);
        this.loop = loop;
    }

    CoreLoop loop() {
        return loop;
    }

    /** Does this thread still own its loop? Asked and answered on this thread only. */
    boolean isOwner() {
        return owner;
    }

    /** From now on the calling thread is as foreign to its loop as any: another may own it already. */
    static void release() {
        ((CoreThread) Thread.currentThread()).owner = false;
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
