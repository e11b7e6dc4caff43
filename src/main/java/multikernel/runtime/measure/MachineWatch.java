package multikernel.runtime.measure;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import multikernel.knowledge.Drift;

/** Looks at the machine again and again, on a thread of its own, and tells what has become of it. */
public final class MachineWatch implements AutoCloseable {

    /** While there are pairs that nobody has had time to measure, looks come so many times as often. */
    private static final int HASTE = 10;

    private final Drift drift;
    private final Supplier<Drift.Found> look;
    private final long everyMillis;
    private final Consumer<Drift.Found> changed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "machine-watch");

    private MachineWatch(Drift drift, Supplier<Drift.Found> look, long everyMillis, Consumer<Drift.Found> changed) {
        this.drift = drift;
        this.look = look;
        this.everyMillis = everyMillis;
        this.changed = changed;
    }

    /**
     * Starts the thread; the first look is one interval away.
     *
     * @param changed told on that thread
     */
    public static MachineWatch start(
            Drift drift, Supplier<Drift.Found> look, long everyMillis, Consumer<Drift.Found> changed) {
        var watch = new MachineWatch(drift, look, everyMillis, changed);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!closed.await(interval(), TimeUnit.MILLISECONDS)) {
                drift.look(look.get()).ifPresent(changed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long interval() {
        return drift.lacksPairs() ? Math.max(1, everyMillis / HASTE) : everyMillis;
    }

    boolean isEnded() {
        return !thread.isAlive();
    }

    /** After the look that is under way, if one is, there is no other; it is not waited for. */
    @Override
    public void close() {
        closed.countDown();
    }
}
