package multikernel.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes of one core that have system messages; anyone pushes, the core takes all. Each is in it once at most.
 */
final class SignalStack {

    private final AtomicReference<@Nullable UrpcQueue> top = new AtomicReference<>();

    /** False if it was there already. */
    boolean push(UrpcQueue queue) {
        if (!queue.signalled().compareAndSet(false, true)) {
            return false;
        }
        UrpcQueue below;
        do {
            below = top.get();
            queue.nextSignalled(below);
        } while (!top.compareAndSet(below, queue));
        return true;
    }

    boolean isEmpty() {
        return top.getAcquire() == null;
    }

    /** Linked by {@link UrpcQueue#nextSignalled}, the last pushed first. */
    @Nullable
    UrpcQueue takeAll() {
        return top.getAndSet(null);
    }
}
