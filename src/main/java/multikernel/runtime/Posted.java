package multikernel.runtime;

import akka.actor.typed.ActorRef;

/**
 * Who carries what is sent to a group to and from one dispatcher.
 *
 * @param since the number of the bindings that had it first
 */
public record Posted(ActorRef<Object> post, long since) {}
