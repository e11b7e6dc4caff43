package multikernel.runtime;

import akka.actor.ActorCell;
import akka.actor.ActorContext;
import akka.actor.ActorRefWithCell;
import akka.actor.Props;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.dispatch.Envelope;

/** Reads of an actor what Akka shows to its own code only. */
final class CellProbe {

    private CellProbe() {}

    /** A child that starts, as a top-level actor does, once its parent has handled its current message. */
    static akka.actor.ActorRef spawnLater(ActorContext parent, Props props, String name) {
        return ((ActorCell) parent).attachChild(props, name, false);
    }

    static int queued(ActorRef<?> ref) {
        return queued(Adapter.toClassic(ref));
    }

    static int queued(akka.actor.ActorRef ref) {
        return ((ActorRefWithCell) ref).underlying().numberOfMessages();
    }

    /** A top-level actor gets its cell a moment after it has its name. */
    static boolean isStarted(akka.actor.ActorRef ref) {
        return ((ActorRefWithCell) ref).underlying() instanceof ActorCell;
    }

    static void suspend(akka.actor.ActorRef ref) {
        ((ActorRefWithCell) ref).underlying().suspend();
    }

    static void resume(akka.actor.ActorRef ref) {
        ((ActorRefWithCell) ref).underlying().resume(null);
    }

    static boolean isSuspended(akka.actor.ActorRef ref) {
        return ((ActorCell) ((ActorRefWithCell) ref).underlying()).mailbox().isSuspended();
    }

    /** What Akka makes for each message. */
    static Envelope envelope(Object message) {
        return Envelope.apply(message, akka.actor.ActorRef.noSender());
    }
}
