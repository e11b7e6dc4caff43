package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.Map;
import multikernel.base.CoreId;

/** The dispatchers of a domain that can be sent to now, by core; empty where there are none. */
public record Bindings(String domain, Map<CoreId, ActorRef<?>> dispatchers) {

    public Bindings {
        dispatchers = Map.copyOf(dispatchers);
    }
}
