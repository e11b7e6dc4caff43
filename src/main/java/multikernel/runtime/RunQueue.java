package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import akka.dispatch.TaskInvocation;
import akka.dispatch.sysmsg.SystemMessage;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.util.control.ControlThrowable;

/** The mailboxes of one core: fills them, and runs their actors in slices. Used by the core's owner only. */
final class RunQueue {

    /** Mailboxes that run in one turn. */
    private static final int MAILBOXES_PER_TURN = 64;

    /** Tasks that run in one turn. */
    private static final int TASKS_PER_TURN = 64;

    /** Messages between two looks at the clock. */
    private static final int CLOCK_STRIDE = 4;

    private final CoreLoop loop;
    private final Incarnation self;
    private final int sliceMessages;
    private final long sliceNanos;

    private final ArrayDeque<UrpcQueue> ready = new ArrayDeque<>();
    /** Mailboxes that have used their slice up: they come again the next turn. */
    private final ArrayDeque<UrpcQueue> later = new ArrayDeque<>();

    private final ArrayDeque<UrpcQueue> signalled = new ArrayDeque<>();
    private final ArrayDeque<TaskInvocation> tasks = new ArrayDeque<>();

    private @Nullable UrpcQueue current;
    private boolean inSystem;

    RunQueue(CoreLoop loop, Incarnation self) {
        this.loop = loop;
        this.self = self;
        sliceMessages = self.limits().sliceMessages();
        sliceNanos = self.limits().sliceTime().toNanos();
    }

    /** The actor whose message runs, null between actors. */
    @Nullable
    UrpcQueue current() {
        return current;
    }

    /** Do system messages run, where nothing may be thrown? */
    boolean isInSystem() {
        return inSystem;
    }

    int size() {
        return ready.size() + later.size();
    }

    boolean isEmpty() {
        return ready.isEmpty() && later.isEmpty() && signalled.isEmpty() && tasks.isEmpty();
    }

    /** Puts what came by a lane, or from this core, where it belongs; runs nothing. */
    void deliver(@Nullable ActorCell cell, Object payload) {
        if (cell == null) {
            tasks.add((TaskInvocation) payload);
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
            loop.buryMessage(cell, envelope);
        } else {
            add(queue, envelope);
        }
    }

    /** A full mailbox runs even while its actor is held. */
    void add(UrpcQueue queue, Envelope envelope) {
        var raised = queue.add(envelope);
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
            runSystemMessages(queue);
            makeReady(queue);
        }
        return true;
    }

    private void runSystemMessages(UrpcQueue queue) {
        var outer = current;
        var outerInSystem = inSystem;
        current = queue;
        inSystem = true;
        try {
            queue.mailbox().processAllSystemMessages();
            failIfOverLimit(queue);
        } catch (Throwable thrown) {
            makeReady(queue);
            loop.fatal(thrown);
        } finally {
            current = outer;
            inSystem = outerInSystem;
            Thread.interrupted();
        }
    }

    private static void failIfOverLimit(UrpcQueue queue) {
        if (queue.state().isOverLimit()) {
            queue.state().overLimit(false);
            var mailbox = queue.mailbox();
            if (!mailbox.isClosed()) {
                fail(mailbox.actor(), new ChannelFull("more messages wait than may, sent while starting or stopping"));
            }
        }
    }

    private static void fail(ActorCell cell, Throwable why) {
        cell.handleInvokeFailure(none(), why);
    }

    @SuppressWarnings("unchecked")
    private static <T> scala.collection.immutable.Iterable<T> none() {
        return (scala.collection.immutable.Iterable<T>) (Object) Nil$.MODULE$;
    }

    /** One slice for each mailbox that is ready, or becomes so meanwhile; one that uses it up comes the next turn. */
    boolean runReady() {
        for (var queue = later.poll(); queue != null; queue = later.poll()) {
            ready.add(queue);
        }
        var count = 0;
        while (count < MAILBOXES_PER_TURN && !ready.isEmpty() && !loop.mustEnd()) {
            var queue = ready.remove();
            try {
                runSlice(queue);
            } finally {
                afterSlice(queue);
            }
            loop.between();
            count++;
        }
        return count > 0;
    }

    private void runSlice(UrpcQueue queue) {
        var mailbox = queue.mailbox();
        if (mailbox.hasSystemMessages()) {
            runSystemMessages(queue);
        }
        var weight = queue.weight();
        var handled = 0;
        var began = 0L;
        while (mayRun(queue) && !loop.mustEnd()) {
            if (handled == weight * sliceMessages) {
                break;
            }
            if (handled == 1) {
                began = System.nanoTime();
            } else if (handled % CLOCK_STRIDE == 0 && handled > 0 && System.nanoTime() - began > weight * sliceNanos) {
                break;
            }
            handled++;
            invoke(queue, mailbox.actor());
            if (mailbox.hasSystemMessages()) {
                runSystemMessages(queue);
            }
            loop.between();
        }
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
                && !loop.isBurying();
    }

    private void invoke(UrpcQueue queue, ActorCell cell) {
        var raised = queue.state().isRaised();
        var envelope = queue.dequeue();
        if (raised && !queue.state().isRaised()) {
            takeToItself(queue);
        }
        current = queue;
        try {
            cell.invoke(envelope);
        } catch (Throwable thrown) {
            caught(cell, thrown);
        } finally {
            current = null;
            Thread.interrupted(); // who was interrupted has been told; the next message is not meant
        }
    }

    /** What passed Akka's own handling: our signal, another control throwable, or something fatal. */
    private void caught(ActorCell cell, Throwable thrown) {
        if (!(thrown instanceof ControlThrowable)) {
            loop.fatal(thrown);
            return;
        }
        inSystem = true;
        try {
            fail(cell, thrown instanceof FullSignal signal ? signal.failure() : thrown);
        } finally {
            inSystem = false;
        }
    }

    void addTask(TaskInvocation task) {
        tasks.add(task);
    }

    boolean runTasks() {
        var count = Math.min(tasks.size(), TASKS_PER_TURN);
        for (var i = 0; i < count && !loop.mustEnd(); i++) {
            var task = tasks.remove();
            try {
                task.run();
            } catch (Throwable thrown) {
                loop.fatal(thrown);
            } finally {
                Thread.interrupted();
                self.population().leave();
            }
            loop.between();
        }
        return count > 0;
    }

    /** Tasks of a core that has ended: they will not run, Akka forgets them. */
    int dropTasks() {
        var count = 0;
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.cleanup().apply();
            self.population().leave();
            count++;
        }
        return count;
    }
}
