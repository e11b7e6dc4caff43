package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import multikernel.trace.Recorder;
import multikernel.urpc.Lane;
import org.jspecify.annotations.Nullable;
import scala.util.control.ControlThrowable;

/**
 * Who runs on a core now: one message of one actor, or its system messages. Used by the core's owner only.
 *
 * <p>The first message that an actor sends to another on its own core follows it at once, past the other's empty
 * mailbox; so does the one that that sends, for a while.
 */
final class Running {

    /** Messages that follow one another at once before everybody else's turn. */
    private static final int CHAIN_MAX = 64;

    private final CoreLoop loop;
    private final RunQueue run;
    private final Straight straight;
    private final Recorder recorder;
    private final Invocation invocation = new Invocation();

    /** Renewed now and then, for the collector's sake: {@link Lane} says why. */
    private RunningNow now = new RunningNow();

    Running(CoreLoop loop, RunQueue run, Straight straight) {
        this.loop = loop;
        this.run = run;
        this.straight = straight;
        recorder = loop.recorder();
    }

    /** The actor whose message runs, null between actors. */
    @Nullable
    UrpcQueue current() {
        return now.current;
    }

    /** Do system messages run, where nothing may be thrown? */
    boolean isInSystem() {
        return now.inSystem;
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
        if (now.next != null) {
            chain();
        }
        loop.between();
    }

    /** Not inside another actor's message. */
    void message(UrpcQueue queue, ActorCell cell, Envelope envelope) {
        invoke(queue, cell, envelope);
        if (now.next != null) {
            chain();
        }
    }

    private void invoke(UrpcQueue queue, ActorCell cell, Envelope envelope) {
        if (--now.left == 0) {
            now = now.renewed();
        }
        var began = recorder.nanos();
        now.current = queue;
        try {
            invocation.invoke(cell, envelope);
        } catch (Throwable thrown) {
            caught(cell, thrown);
        } finally {
            now.current = null;
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
        if (now.next != null) {
            if (now.nextQueue == queue) {
                putNext();
            }
            return false;
        }
        if (now.current == null || now.inSystem || !queue.state().isIdle()) {
            return false;
        }
        now.nextQueue = queue;
        now.nextCell = cell;
        now.next = envelope;
        return true;
    }

    private void chain() {
        for (var left = CHAIN_MAX; now.next != null; left--) {
            var queue = now.nextQueue;
            if (left == 0 || queue == null || now.nextCell == null || !mayRunStraight(queue)) {
                putNext();
                return;
            }
            var cell = now.nextCell;
            var envelope = now.next;
            now.next = null;
            queue.state().passed();
            straight.before();
            invoke(queue, cell, envelope);
            straight.after(queue.state());
            loop.between();
        }
    }

    /** What was to follow goes into its mailbox, before whatever comes now. */
    void putNext() {
        var queue = now.nextQueue;
        var envelope = now.next;
        now.next = null;
        if (queue != null && envelope != null) {
            run.deliver(now.nextCell, envelope);
        }
    }

    /** What passed Akka's own handling: our signal, another control throwable, or something fatal. */
    private void caught(ActorCell cell, Throwable thrown) {
        if (!(thrown instanceof ControlThrowable)) {
            putNext();
            loop.fatal(thrown);
            return;
        }
        now.inSystem = true;
        try {
            Invocation.failed(cell, thrown instanceof FullSignal signal ? signal.failure() : thrown);
        } finally {
            now.inSystem = false;
        }
    }

    /** What they throw is fatal to the core, but not to the list that the mailbox stands in. */
    void systemMessages(UrpcQueue queue) {
        var outer = now.current;
        var outerInSystem = now.inSystem;
        now.current = queue;
        now.inSystem = true;
        try {
            queue.mailbox().processAllSystemMessages();
            failIfOverLimit(queue);
        } catch (Throwable thrown) {
            run.makeReady(queue);
            loop.fatal(thrown);
        } finally {
            now.current = outer;
            now.inSystem = outerInSystem;
            Thread.interrupted();
        }
    }

    private static void failIfOverLimit(UrpcQueue queue) {
        if (queue.state().isOverLimit()) {
            queue.state().overLimit(false);
            var mailbox = queue.mailbox();
            if (!mailbox.isClosed()) {
                Invocation.failed(
                        mailbox.actor(),
                        new ChannelFull("more messages wait than may, sent while starting or stopping"));
            }
        }
    }
}

/** Written with each message, on lines of its own. */
final class RunningNow extends RunningState {

    @SuppressWarnings("unused") // keeps what comes behind it off the lines of the state
    private long q0, q1, q2, q3, q4, q5, q6, q7, q8, q9, qa, qb, qc, qd, qe, qf;

    RunningNow renewed() {
        var renewed = new RunningNow();
        renewed.current = current;
        renewed.inSystem = inSystem;
        renewed.nextQueue = nextQueue;
        renewed.nextCell = nextCell;
        renewed.next = next;
        return renewed;
    }
}

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

    /** Messages until it is renewed. */
    int left = Lane.RENEWAL;
}
