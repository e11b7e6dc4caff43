package multikernel.runtime;

import akka.actor.ActorCell;
import akka.actor.ActorRef;
import akka.actor.AutoReceivedMessage;
import akka.actor.typed.internal.adapter.ActorAdapter;
import akka.dispatch.Envelope;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.util.control.NonFatal;

/**
 * Hands one message to its actor, as {@code ActorCell.invoke} does, but for one thing: what a typed actor is told by
 * nobody is not noted in the cell. That note lies on the line from which every {@code tell} reads the cell's
 * dispatcher, so each message took that line away from whoever sent the next. Nobody misses it: without it the cell
 * names the same sender. A classic actor may ask for its message, and has it noted.
 */
final class Invocation {

    /** Whom Akka names as the sender where there is none; the same for all actors of a system. */
    private @Nullable ActorRef nobody;

    /** Where the actor fails, Akka's own handling has come before this returns; what it leaves alone is thrown. */
    void invoke(ActorCell cell, Envelope envelope) {
        if (mayGoUnnoted(cell, envelope)) {
            receive(cell, envelope);
        } else {
            cell.invoke(envelope);
        }
    }

    private boolean mayGoUnnoted(ActorCell cell, Envelope envelope) {
        if (nobody == null) {
            nobody = cell.system().deadLetters();
        }
        return cell.actor() instanceof ActorAdapter<?>
                && envelope.sender() == nobody
                && !(envelope.message() instanceof AutoReceivedMessage);
    }

    private static void receive(ActorCell cell, Envelope envelope) {
        var message = envelope.message();
        var timeout = cell.cancelReceiveTimeoutIfNeeded(message);
        try {
            cell.receiveMessage(message);
        } catch (Throwable thrown) {
            cell.currentMessage_$eq(envelope);
            fail(cell, thrown);
        } finally {
            cell.checkReceiveTimeoutIfNeeded(message, timeout);
        }
    }

    /** As the cell would: an interruption fails the actor, too, and is told to the thread again. */
    private static void fail(ActorCell cell, Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            failed(cell, thrown);
            Thread.currentThread().interrupt();
        } else if (NonFatal.apply(thrown)) {
            failed(cell, thrown);
        } else {
            throw FullSignal.raise(thrown);
        }
    }

    /** The actor has failed: it is suspended, and its parent decides. */
    static void failed(ActorCell cell, Throwable why) {
        cell.handleInvokeFailure(none(), why);
    }

    @SuppressWarnings("unchecked")
    private static <T> scala.collection.immutable.Iterable<T> none() {
        return (scala.collection.immutable.Iterable<T>) (Object) Nil$.MODULE$;
    }
}
