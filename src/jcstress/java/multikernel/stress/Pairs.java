package multikernel.stress;

import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;

/** What a test wants of a lane, so that a sound one and a planted one go through the same test. */
interface Pairs {

    boolean offer(@Nullable Cell address, Integer message);

    int drain(Lane.Receiver<Cell, Integer> receiver, int max);

    boolean isEmpty();

    static Pairs lane() {
        var lane = new Lane<Cell, Integer>(Lane.CAPACITY_MIN);
        return new Pairs() {
            @Override
            public boolean offer(@Nullable Cell address, Integer message) {
                return lane.offer(address, message);
            }

            @Override
            public int drain(Lane.Receiver<Cell, Integer> receiver, int max) {
                return lane.drain(receiver, max);
            }

            @Override
            public boolean isEmpty() {
                return lane.isEmpty();
            }
        };
    }
}
