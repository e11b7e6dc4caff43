package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import multikernel.trace.Recorder;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.util.control.ControlThrowable;

/**
 * Who runs on a core now: one message of one actor, or its system messages. Used by the core's owner only.
 *
 * <p>The first message that an actor sends to another on its own core follows it at once, past the other's empty
 * mailbox; so does the one that that sends, for a while.
 */
final class Running extends RunningState {

    /** Messages that follow one another at once before everybody else's turn. */
    private static final int CHAIN_MAX = 64;

    private final CoreLoop loop;
    private final RunQueue run;
    private final Straight straight;
    private final Recorder recorder;

    @SuppressWarnings("unused") // keeps what comes behind it off the lines of the state
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

    Running(CoreLoop loop, RunQueue run, Straight straight) {
        this.loop = loop;
        this.run = run;
        this.straight = straight;
        recorder = loop.recorder();
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

    /** May this message run past its mailbox? Whatever is in that, or in its way, comes first. */
    boolean mayRunStraight(UrpcQueue queue) {
        var state = queue.state();
        var mailbox = queue.mailbox();
        return straight.isOpen()
                && state.isIdle()
                && !mailbox.hasSystemMessages()
                && mailbox.shouldProcessMessage()
                && straight.admits(state);
    }

    /** Not inside another actor's message; where {@link #mayRunStraight} says so. */
    void straight(UrpcQueue queue, ActorCell cell, Envelope envelope) {
        queue.state().passed();
        straight.before();
        invoke(queue, cell, envelope);
        straight.after(queue.state());
        if (next != null) {
            chain();
        }
        loop.between();
    }

    /** Not inside another actor's message. */
    void message(UrpcQueue queue, ActorCell cell, Envelope envelope) {
        invoke(queue, cell, envelope);
        if (next != null) {
            chain();
        }
    }

    private void invoke(UrpcQueue queue, ActorCell cell, Envelope envelope) {
        var began = recorder.nanos();
        current = queue;
        try {
            cell.invoke(envelope);
        } catch (Throwable thrown) {
            caught(cell, thrown);
        } finally {
            current = null;
            Thread.interrupted(); // who was interrupted has been told; the next message is not meant
        }
        if (recorder.hasMessages()) {
            recorder.handled(
                    began, name(queue), envelope.message(), queue.state().taken() - 1);
        }
    }

    /** The number of an actor's name in traces; found once for each. */
    int name(UrpcQueue queue) {
        if (queue.traceName() == 0) {
            var path = queue.mailbox().actor().self().path().toStringWithoutAddress();
            queue.traceName(1 + loop.interconnect().traces().names().number(path));
        }
        return queue.traceName() - 1;
    }

    /** A message that the current actor sends to another of its core: true if it is kept to follow at once. */
    boolean follows(ActorCell cell, UrpcQueue queue, Envelope envelope) {
        if (next != null) {
            if (nextQueue == queue) {
                putNext();
            }
            return false;
        }
        if (current == null || inSystem || !queue.state().isIdle()) {
            return false;
        }
        nextQueue = queue;
        nextCell = cell;
        next = envelope;
        return true;
    }

    private void chain() {
        for (var left = CHAIN_MAX; next != null; left--) {
            var queue = nextQueue;
            if (left == 0 || queue == null || nextCell == null || !mayRunStraight(queue)) {
                putNext();
                return;
            }
            var cell = nextCell;
            var envelope = next;
            next = null;
            queue.state().passed();
            straight.before();
            invoke(queue, cell, envelope);
            straight.after(queue.state());
            loop.between();
        }
    }

    /** What was to follow goes into its mailbox, before whatever comes now. */
    void putNext() {
        var queue = nextQueue;
        var envelope = next;
        next = null;
        if (queue != null && envelope != null) {
            run.deliver(nextCell, envelope);
        }
    }

    /** What passed Akka's own handling: our signal, another control throwable, or something fatal. */
    private void caught(ActorCell cell, Throwable thrown) {
        if (!(thrown instanceof ControlThrowable)) {
            putNext();
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

    /** What they throw is fatal to the core, but not to the list that the mailbox stands in. */
    void systemMessages(UrpcQueue queue) {
        var outer = current;
        var outerInSystem = inSystem;
        current = queue;
        inSystem = true;
        try {
            queue.mailbox().processAllSystemMessages();
            failIfOverLimit(queue);
        } catch (Throwable thrown) {
            run.makeReady(queue);
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
}

/** Written with each message, on lines of their own. */
@SuppressWarnings("VisibilityModifier") // one class in three layers
abstract class RunningState extends StatePadding {

    /** A thread that watches the core may sample it, together with the count of turns. */
    @Nullable
    UrpcQueue current;

    boolean inSystem;

    @Nullable
    UrpcQueue nextQueue;

    @Nullable
    ActorCell nextCell;

    @Nullable
    Envelope next;
}
