package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.Map;
import multikernel.base.CoreId;

/**
 * Where the dispatchers of a domain are, by core.
 *
 * @param dispatchers that can be sent to now; empty where there are none
 * @param leaving that still answer what they were sent, on cores that are being taken off: they are to get nothing new
 */
public record Bindings(String domain, Map<CoreId, ActorRef<?>> dispatchers, Map<CoreId, ActorRef<?>> leaving) {

    public Bindings {
        dispatchers = Map.copyOf(dispatchers);
        leaving = Map.copyOf(leaving);
    }

    /** Where no core is being taken off. */
    public Bindings(String domain, Map<CoreId, ActorRef<?>> dispatchers) {
        this(domain, dispatchers, Map.of());
    }
}
