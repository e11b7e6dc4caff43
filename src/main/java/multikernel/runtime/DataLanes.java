package multikernel.runtime;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The data lanes to one core. Those in use are polled in each turn; beyond a few, one that has been quiet rests, and
 * costs nothing until its sender finds it at rest and puts it on a stack: read-modify-write at that transition alone.
 *
 * <p>A sender publishes and then reads whether its lane is polled, without a fence, so it may miss that the lane has
 * just come to rest. Its next message makes up for it; should none come, the receiver looks at one lane at rest in each
 * turn, and at all of them before it sleeps.
 */
final class DataLanes {

    /** As many lanes never rest: to poll them is as cheap as to know that they need it. */
    static final int POLLED_ALWAYS = 8;

    /** Turns without a message after which a lane rests: well beyond what a sender's store takes to be seen. */
    static final int QUIET_TURNS = 256;

    private final AtomicReference<@Nullable Inbound> woken = new AtomicReference<>();
    private volatile Inbound[] all = {};

    private Inbound[] polled = new Inbound[POLLED_ALWAYS];

    /** Turns in which each of them was found empty; not in the lane, of which its sender reads with each message. */
    private int[] quietTurns = new int[POLLED_ALWAYS];

    private int count;
    private int cursor;

    /** Any thread. */
    Inbound[] all() {
        return all;
    }

    /** Under the interconnect's lock. */
    void all(Inbound[] lanes) {
        all = lanes;
    }

    /** Sender, after a message into a lane that is at rest; true if the receiver has to be told. */
    boolean wake(Inbound lane) {
        if (!lane.claim()) {
            return false;
        }
        Inbound below;
        do {
            below = woken.get();
            lane.next(below);
        } while (!woken.compareAndSet(below, lane));
        return true;
    }

    /** Owner: polls those that have been woken. */
    void takeWoken() {
        if (woken.getOpaque() == null) {
            return;
        }
        for (var lane = woken.getAndSet(null); lane != null; ) {
            var next = lane.next();
            lane.next(null);
            poll(lane);
            lane = next;
        }
    }

    private void poll(Inbound lane) {
        if (count == polled.length) {
            polled = Arrays.copyOf(polled, 2 * count);
            quietTurns = Arrays.copyOf(quietTurns, 2 * count);
        }
        polled[count] = lane;
        quietTurns[count++] = 0;
    }

    /** Owner: lanes to look at in this turn; more may come meanwhile, at the end. */
    int count() {
        return count;
    }

    Inbound polled(int index) {
        return polled[index];
    }

    /** Owner, after a look at the lane; true if another has come to its place. */
    boolean looked(int index, boolean empty) {
        if (count <= POLLED_ALWAYS || !isQuiet(index, empty)) {
            return false;
        }
        var lane = polled[index];
        remove(index);
        lane.rest();
        if (!lane.lane().isEmpty() && lane.claim()) {
            poll(lane);
        }
        return index < count;
    }

    private boolean isQuiet(int index, boolean empty) {
        if (empty) {
            return ++quietTurns[index] >= QUIET_TURNS;
        }
        quietTurns[index] = 0;
        return false;
    }

    @SuppressWarnings("NullAway") // the places behind the last are empty
    private void remove(int index) {
        quietTurns[index] = quietTurns[--count];
        polled[index] = polled[count];
        polled[count] = null;
    }

    /** Owner, each turn: looks at one lane that may be at rest. */
    void lookAtOne() {
        var lanes = all;
        if (count < lanes.length) {
            cursor = cursor + 1 < lanes.length ? cursor + 1 : 0;
            look(lanes[cursor]);
        }
    }

    /** Owner: is anything in a lane that is polled? */
    boolean hasPolled() {
        for (var i = 0; i < count; i++) {
            if (!polled[i].lane().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Owner: is anything in any lane? Afterwards that lane is polled. */
    boolean hasInput() {
        for (var lane : all) {
            if (look(lane)) {
                return true;
            }
        }
        return woken.get() != null;
    }

    private boolean look(Inbound lane) {
        if (lane.lane().isEmpty()) {
            return false;
        }
        if (!lane.isPolled() && lane.claim()) {
            poll(lane);
        }
        return true;
    }

    /** Owner: those that are no more among all are polled no more. */
    void forget() {
        var kept = Arrays.asList(all);
        for (var i = count - 1; i >= 0; i--) {
            if (!kept.contains(polled[i])) {
                remove(i);
            }
        }
    }
}
