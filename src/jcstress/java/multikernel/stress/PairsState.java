package multikernel.stress;

import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/**
 * One queue of pairs with a writer and a reader, and what the reader has taken from it. Message n carries a cell of
 * value n; a message is told by its number, one whose cell is not its own by -n.
 */
abstract class PairsState extends Meeting implements Lane.Receiver<Cell, Integer> {

    static final int CAPACITY = Lane.CAPACITY_MIN;

    private final Pairs pairs;
    private int next = 1;
    private int firstTaken;
    private int lastTaken;
    private int taken;
    private boolean inOrder = true;

    /**
     * @param passed how many pairs have gone through before the test begins
     * @param waiting how many lie in the queue then
     */
    PairsState(Pairs pairs, int passed, int waiting) {
        this.pairs = pairs;
        for (var i = 0; i < passed; i++) {
            pairs.offer(null, 0);
            pairs.drain((address, message) -> {}, 1);
        }
        for (var i = 0; i < waiting; i++) {
            offer();
        }
    }

    /** Writer. */
    final boolean offer() {
        if (!pairs.offer(new Cell(next), next)) {
            return false;
        }
        next++;
        return true;
    }

    /** Reader. */
    final int drain(int max) {
        return pairs.drain(this, max);
    }

    final boolean isEmpty() {
        return pairs.isEmpty();
    }

    @Override
    public final void accept(@Nullable Cell address, Integer message) {
        var seen = Cell.valueOf(address) == message ? message : -message;
        if (taken == 0) {
            firstTaken = seen;
        }
        taken++;
        inOrder &= seen == taken;
        lastTaken = seen;
    }

    /** Reader: the first message that it took, 0 for none. */
    final int first() {
        return firstTaken;
    }

    /** Reader: the last message that it took, if it was more than one. */
    final int second() {
        return taken > 1 ? lastTaken : 0;
    }

    final int taken() {
        return taken;
    }

    /** Reader: 1 if what it took was 1, 2, 3 and so on, each with its cell. */
    final int inOrder() {
        return inOrder ? 1 : 0;
    }
}
