package multikernel.runtime;

import akka.actor.ActorCell;
import org.jspecify.annotations.Nullable;

/**
 * A message or notice that waits at its sender's core.
 *
 * @param queue of the recipient when it was sent
 * @param sender the actor that is held for it, null if no actor sent it or none is held for it
 */
record Waiting(
        ActorCell cell,
        UrpcQueue queue,
        Object payload,
        boolean notice,
        @Nullable UrpcQueue sender) {}
