package multikernel.runtime;

import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * The ends of channels that a core looks at in each turn; one that has been quiet for a while rests until someone
 * attends to it. Used by the core's owner only.
 */
final class PolledEnds {

    private static final int EMPTY_TURNS_MAX = 64;

    private final ArrayList<ChannelEnd> polled = new ArrayList<>();
    private final Consumer<ChannelEnd> over;

    /** @param over told of each end that is over and not polled any more */
    PolledEnds(Consumer<ChannelEnd> over) {
        this.over = over;
    }

    /** From the next turn on the end is polled until it may rest. */
    void attend(ChannelEnd end) {
        end.emptyTurns = 0;
        if (!end.polled) {
            end.polled = true;
            polled.add(end);
        }
    }

    /** True if there was anything to do. */
    boolean poll(Runnable between) {
        var worked = false;
        for (var i = polled.size() - 1; i >= 0; i--) {
            var end = polled.get(i);
            if (end.poll()) {
                worked = true;
                end.emptyTurns = 0;
                between.run();
            } else {
                end.emptyTurns++;
            }
            if (end.isOver() || (end.emptyTurns >= EMPTY_TURNS_MAX && end.mayRest())) {
                rest(i, end);
            }
        }
        return worked;
    }

    private void rest(int index, ChannelEnd end) {
        polled.remove(index);
        end.polled = false;
        if (end.isOver()) {
            over.accept(end);
        }
    }

    boolean hasInput() {
        for (var i = 0; i < polled.size(); i++) { // before each sleep: without an iterator
            if (polled.get(i).hasInput()) {
                return true;
            }
        }
        return false;
    }

    boolean waits() {
        for (var i = 0; i < polled.size(); i++) {
            if (polled.get(i).waits()) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        polled.clear();
    }
}
