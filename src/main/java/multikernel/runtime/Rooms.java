package multikernel.runtime;

import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/** Who wants to be told of room in one channel: each once, in the order of asking, never inside a send. */
final class Rooms {

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final int max;

    /** @param max who may wait: as many as messages can be held */
    Rooms(int max) {
        this.max = max;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Runnable room) {
        if (waiting.size() >= max) {
            throw new IllegalStateException("more than " + max + " wait for room in one channel");
        }
        waiting.add(room);
    }

    /** Those who wait now, for as long as it is true; one that asks again comes the next time. */
    boolean tell(BooleanSupplier hasRoom) {
        var told = false;
        for (var left = waiting.size(); left > 0 && hasRoom.getAsBoolean(); left--) {
            told = true;
            waiting.remove().run();
        }
        return told;
    }
}
