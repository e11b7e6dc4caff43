package multikernel.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What ends of channels on other cores want done here: anyone posts, the core takes all. It is empty unless a channel
 * is made, woken or closed, so that a core with idle channels looks at one word.
 */
final class Attention {

    private record Post(Runnable work, @Nullable Post below) {}

    private final AtomicReference<@Nullable Post> top = new AtomicReference<>();

    void post(Runnable work) {
        Post below;
        do {
            below = top.get();
        } while (!top.compareAndSet(below, new Post(work, below)));
    }

    boolean isEmpty() {
        return top.getAcquire() == null;
    }

    /** In the order in which it was posted; true if there was any. */
    boolean run() {
        Post first = null;
        for (var post = top.getAndSet(null); post != null; post = post.below()) {
            first = new Post(post.work(), first);
        }
        for (var post = first; post != null; post = post.below()) {
            post.work().run();
        }
        return first != null;
    }
}
