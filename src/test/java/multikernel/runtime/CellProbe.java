package multikernel.runtime;

import akka.actor.ActorRefWithCell;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;

/** Reads of an actor what Akka shows to its own code only. */
final class CellProbe {

    private CellProbe() {}

    static int queued(ActorRef<?> ref) {
        return ((ActorRefWithCell) Adapter.toClassic(ref)).underlying().numberOfMessages();
    }
}
