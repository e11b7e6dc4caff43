package multikernel.runtime;

import akka.actor.ActorCell;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import multikernel.trace.Recorder;
import multikernel.urpc.Lane;
import multikernel.urpc.Waker;
import org.jspecify.annotations.Nullable;

/**
 * One core's way to one other, or to its own mailboxes: the lane, and what waits for it. What is parked for a mailbox
 * is always older than what waits in line for the lane.
 */
final class Way {

    /** What waits for one mailbox; while a notice is among it, it passes the stop sign. */
    static final class Parked {
        private final ArrayDeque<Waiting> messages = new ArrayDeque<>();
        private int notices;

        void add(Waiting waiting) {
            messages.add(waiting);
            notices += waiting.notice() ? 1 : 0;
        }

        Waiting remove() {
            var waiting = messages.remove();
            notices -= waiting.notice() ? 1 : 0;
            return waiting;
        }

        boolean isEmpty() {
            return messages.isEmpty();
        }

        boolean passesStopSign() {
            return notices > 0;
        }
    }

    private final Incarnation to;
    private final @Nullable Inbound inbound;
    private final Recorder recorder;
    private final @Nullable Lane<ActorCell, Object> lane;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private final Map<UrpcQueue, Parked> parked = new LinkedHashMap<>();
    private boolean listed;

    /** @param inbound null for a core's own mailboxes */
    Way(Incarnation to, @Nullable Inbound inbound, Recorder recorder) {
        this.to = to;
        this.recorder = recorder;
        this.inbound = inbound;
        lane = inbound == null ? null : inbound.lane();
    }

    Incarnation to() {
        return to;
    }

    @Nullable
    Lane<ActorCell, Object> lane() {
        return lane;
    }

    /** Into a slot that was found free. */
    void put(ActorCell cell, Object payload, Waker waker) {
        if (lane == null || inbound == null) {
            throw new IllegalStateException("no lane leads to a core's own mailboxes");
        }
        if (recorder.hasMessages()) {
            recorder.sent(to.number(), lane.sent());
        }
        lane.put(cell, payload);
        if (!inbound.isPolled()) {
            to.inbox().wake(inbound);
        }
        waker.wrote(to.number(), to.inbox().sleepWord());
    }

    /** Messages that wait for a slot, whatever their mailbox. */
    ArrayDeque<Waiting> line() {
        return line;
    }

    Map<UrpcQueue, Parked> parked() {
        return parked;
    }

    void park(Waiting waiting) {
        parked.computeIfAbsent(waiting.queue(), queue -> new Parked()).add(waiting);
    }

    boolean isClear() {
        return !listed || (line.isEmpty() && parked.isEmpty());
    }

    /** Is it in its outbox's list of ways where something waits? */
    boolean isListed() {
        return listed;
    }

    void listed(boolean now) {
        listed = now;
    }
}
