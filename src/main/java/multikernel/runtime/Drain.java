package multikernel.runtime;

import akka.actor.typed.ActorRef;

/** Asks an actor to finish what it has begun and take nothing new. */
public record Drain(ActorRef<Drain.Drained> replyTo) {

    /** The answer: nothing is left in flight. */
    public enum Drained {
        DRAINED
    }
}
