package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import akka.dispatch.TaskInvocation;
import akka.dispatch.sysmsg.SystemMessage;
import java.util.ArrayDeque;
import java.util.Objects;
import multikernel.trace.Recorder;
import org.jspecify.annotations.Nullable;

/** The mailboxes of one core: fills them, and runs their actors in slices. Used by the core's owner only. */
final class RunQueue {

    /** Mailboxes that run in one turn. */
    private static final int MAILBOXES_PER_TURN = 64;

    /** Messages between two looks at the clock. */
    private static final int CLOCK_STRIDE = 4;

    private final CoreLoop loop;
    private final Incarnation self;
    private final Recorder recorder;
    private final Running running;
    private final int sliceMessages;
    private final long sliceNanos;

    private final ArrayDeque<UrpcQueue> ready = new ArrayDeque<>();
    /** Mailboxes that have used their slice up: they come again the next turn. */
    private final ArrayDeque<UrpcQueue> later = new ArrayDeque<>();

    private final ArrayDeque<UrpcQueue> signalled = new ArrayDeque<>();

    RunQueue(CoreLoop loop, Incarnation self, Straight straight) {
        this.loop = loop;
        this.self = self;
        recorder = loop.recorder();
        running = new Running(loop, this, straight);
        sliceMessages = self.limits().sliceMessages();
        sliceNanos = self.limits().sliceTime().toNanos();
    }

    Running running() {
        return running;
    }

    Recorder recorder() {
        return recorder;
    }

    int size() {
        return ready.size() + later.size();
    }

    boolean isEmpty() {
        return ready.isEmpty() && later.isEmpty() && signalled.isEmpty();
    }

    /** What came by a lane: runs where nothing is before it, else is put where it belongs. */
    void arrive(@Nullable ActorCell cell, Object payload) {
        if (recorder.hasMessages()) {
            recordArrival(cell);
        }
        if (cell != null
                && payload.getClass() == Envelope.class
                && cell.mailbox().messageQueue() instanceof UrpcQueue queue
                && running.mayRunStraight(queue)) {
            running.straight(queue, cell, (Envelope) payload);
        } else {
            deliver(cell, payload);
        }
    }

    private void recordArrival(@Nullable ActorCell cell) {
        if (cell != null && cell.mailbox().messageQueue() instanceof UrpcQueue queue) {
            recorder.arrived(running.name(queue), queue.state().added());
        } else {
            recorder.arrived(0, 0);
        }
    }

    /** Puts what came by a lane, or from this core, where it belongs; runs nothing. */
    void deliver(@Nullable ActorCell cell, Object payload) {
        if (cell == null) {
            loop.tasks().add((TaskInvocation) payload);
        } else if (payload.getClass() == Envelope.class) {
            deliverMessage(cell, (Envelope) payload);
        } else {
            var mailbox = cell.mailbox();
            mailbox.systemEnqueue(cell.self(), (SystemMessage) payload);
            if (mailbox.messageQueue() instanceof UrpcQueue queue) {
                makeReady(queue);
            }
        }
    }

    private void deliverMessage(ActorCell cell, Envelope envelope) {
        var mailbox = cell.mailbox();
        if (!(mailbox.messageQueue() instanceof UrpcQueue queue)) {
            loop.drops().deadLetter(cell, envelope);
        } else if (loop.isBurying()) {
            loop.intake().buryMessage(cell, envelope);
        } else {
            add(queue, envelope);
        }
    }

    /** A full mailbox runs even while its actor is held. */
    void add(UrpcQueue queue, Envelope envelope) {
        var raised = queue.add(envelope);
        if (raised) {
            self.tally().stopSign();
        }
        if (raised || !queue.state().isHeld()) {
            makeReady(queue);
        }
    }

    void makeReady(UrpcQueue queue) {
        if (!queue.state().isReady()) {
            queue.state().ready(true);
            ready.add(queue);
        }
    }

    /** Nothing of this actor waits any more: it runs again, and what it sent to itself meanwhile follows. */
    void endHold(UrpcQueue queue) {
        takeToItself(queue);
        makeReady(queue);
    }

    private void takeToItself(UrpcQueue queue) {
        var state = queue.state();
        while (!state.isHeld() && !state.isRaised() && !state.toItself().isEmpty()) {
            queue.add(state.toItself().remove());
        }
    }

    boolean hasSignalled() {
        return !signalled.isEmpty();
    }

    /** Runs the system messages of every mailbox that has been signalled. */
    boolean runSignalled() {
        for (var queue = self.inbox().signals().takeAll(); queue != null; ) {
            var next = queue.nextSignalled();
            queue.nextSignalled(null);
            queue.signalled().set(false);
            signalled.add(queue);
            queue = next;
        }
        if (signalled.isEmpty()) {
            return false;
        }
        for (var queue = signalled.poll(); queue != null; queue = signalled.poll()) {
            running.systemMessages(queue);
            makeReady(queue);
        }
        return true;
    }

    /** One slice for each mailbox that is ready, or becomes so meanwhile; one that uses it up comes the next turn. */
    boolean runReady() {
        if (!later.isEmpty()) {
            ready.addAll(later);
            later.clear();
        }
        var count = 0;
        while (count < MAILBOXES_PER_TURN && !ready.isEmpty() && !loop.isEnding()) {
            var queue = ready.remove();
            try {
                runSlice(queue);
            } finally {
                afterSlice(queue);
            }
            count++;
        }
        return count > 0;
    }

    private void runSlice(UrpcQueue queue) {
        var mailbox = queue.mailbox();
        if (mailbox.hasSystemMessages()) {
            running.systemMessages(queue);
        }
        var weight = queue.weight();
        var handledMax = weight * sliceMessages;
        var began = 0L;
        for (var handled = 0; handled < handledMax && mayRun(queue); handled++) {
            if (handled == 1) {
                began = System.nanoTime();
            } else if (handled % CLOCK_STRIDE == 0 && handled > 0 && System.nanoTime() - began > weight * sliceNanos) {
                break;
            }
            invokeNext(queue, mailbox.actor());
            loop.between();
            if (mailbox.hasSystemMessages()) {
                running.systemMessages(queue);
            }
        }
        loop.between();
    }

    /** It counted as ready all the while, so that what it sent to itself did not bring it back in the same turn. */
    private void afterSlice(UrpcQueue queue) {
        if (mayRun(queue) || queue.mailbox().hasSystemMessages()) {
            later.add(queue);
        } else {
            queue.state().ready(false);
        }
    }

    /** Held: only as long as its own mailbox is full, for only that makes room for those who wait for it. */
    private boolean mayRun(UrpcQueue queue) {
        var state = queue.state();
        return !state.isEmpty()
                && (!state.isHeld() || state.isRaised())
                && queue.mailbox().shouldProcessMessage()
                && !loop.isBurying()
                && !loop.isEnding();
    }

    private void invokeNext(UrpcQueue queue, ActorCell cell) {
        var raised = queue.state().isRaised();
        var envelope = Objects.requireNonNull(queue.dequeue(), "not empty");
        if (raised && !queue.state().isRaised()) {
            takeToItself(queue);
        }
        running.message(queue, cell, envelope);
    }
}
