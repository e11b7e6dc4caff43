package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import multikernel.memory.Region;
import multikernel.memory.Zeroing;

/** The ranges that one core has to zero: a slice in each turn of its loop, so that nobody waits for a large one. */
final class Zeroings {

    private final Region region;
    private final Consumer<Zeroing> done;
    private final ArrayDeque<Zeroing> queue = new ArrayDeque<>();
    private long waitingBytes;
    private int leftBytes = Zeroing.SLICE_BYTES;

    Zeroings(Region region, Consumer<Zeroing> done) {
        this.region = region;
        this.done = done;
    }

    /** Done at once where nothing waits and the turn has zeroed less than a slice: a frame of a page is. */
    void add(long base, long bytes) {
        var zeroing = new Zeroing(region, base, bytes);
        if (queue.isEmpty() && bytes <= leftBytes) {
            leftBytes -= zeroing.slice();
            done.accept(zeroing);
        } else {
            queue.addLast(zeroing);
            waitingBytes += bytes;
        }
    }

    /** What is left of all of them. */
    long bytes() {
        return waitingBytes;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** A turn begins; true if there was anything to zero. */
    boolean turn() {
        leftBytes = Zeroing.SLICE_BYTES;
        var first = queue.peekFirst();
        if (first == null) {
            return false;
        }
        int slice = first.slice();
        leftBytes -= slice;
        waitingBytes -= slice;
        if (first.isDone()) {
            queue.removeFirst();
            done.accept(first);
        }
        return true;
    }

    void clear() {
        queue.clear();
        waitingBytes = 0;
    }
}
