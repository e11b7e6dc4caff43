package multikernel.runtime;

import akka.actor.ActorCell;
import akka.dispatch.Envelope;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.util.control.ControlThrowable;

/** Who runs on a core now: one message of one actor, or its system messages. Used by the core's owner only. */
final class Running {

    private final CoreLoop loop;

    /** A thread that watches the core may sample it, together with the count of turns. */
    private @Nullable UrpcQueue current;

    private boolean inSystem;

    Running(CoreLoop loop) {
        this.loop = loop;
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

    /** Not inside another actor's message. */
    void message(UrpcQueue queue, ActorCell cell, Envelope envelope) {
        current = queue;
        try {
            cell.invoke(envelope);
        } catch (Throwable thrown) {
            caught(cell, thrown);
        } finally {
            current = null;
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
            loop.runQueue().makeReady(queue);
            loop.fatal(thrown);
        } finally {
            current = outer;
            inSystem = outerInSystem;
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
