package multikernel.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import multikernel.trace.Recorder;
import org.jspecify.annotations.Nullable;

/** The thread that owns a core, or buries one of its incarnations. */
public final class CoreThread extends Thread {

    private final CoreLoop loop;
    private volatile long nativeId = -1;

    /** Its loop until it no longer owns it. */
    private @Nullable CoreLoop owned;

    CoreThread(CoreLoop loop, String name, Runnable body) {
        super(body, name);
        this.loop = loop;
        owned = loop;
    }

    CoreLoop loop() {
        return loop;
    }

    /** The loop that this thread owns still. Asked and answered on this thread only. */
    @Nullable
    CoreLoop owned() {
        return owned;
    }

    /** What the core of the calling thread does, if anyone wants it written down. */
    static Recorder recorder() {
        return ((CoreThread) Thread.currentThread()).loop.recorder();
    }

    /** The posts of the calling thread's core; null if it is none of this system's. */
    static @Nullable Posts posts(Interconnect of) {
        var loop = Thread.currentThread() instanceof CoreThread thread ? thread.owned : null;
        return loop != null && loop.interconnect() == of ? loop.posts() : null;
    }

    /** From now on the calling thread is as foreign to its loop as any: another may own it already. */
    static void release() {
        ((CoreThread) Thread.currentThread()).owned = null;
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
