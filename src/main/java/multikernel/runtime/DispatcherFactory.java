package multikernel.runtime;

import akka.actor.typed.Behavior;

/** How the kinds of the floors above reach this one: makes the behaviour of one dispatcher, on its core's thread. */
@FunctionalInterface
public interface DispatcherFactory {

    Behavior<?> create(DispatcherContext context);
}
