package multikernel.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** How many actors live on an incarnation, and tasks wait there; closed when the last has left and it is to end. */
final class Population {

    private static final int CLOSED = Integer.MIN_VALUE;

    private final AtomicInteger count = new AtomicInteger();

    /** One more; false if none may enter any more. */
    boolean enter() {
        return count.updateAndGet(before -> before < 0 ? before : before + 1) > 0;
    }

    void leave() {
        count.decrementAndGet();
    }

    /** From now on nobody enters; false if somebody is there. */
    boolean close() {
        return count.compareAndSet(0, CLOSED);
    }

    /** Opens it for one; false if it was not closed. */
    boolean reopen() {
        return count.compareAndSet(CLOSED, 1);
    }

    boolean isClosed() {
        return count.get() < 0;
    }

    boolean isVacant() {
        return count.get() <= 0;
    }

    int count() {
        return Math.max(0, count.get());
    }
}
