package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.Map;
import multikernel.base.CoreId;

/**
 * Where the dispatchers of a domain are, by core.
 *
 * @param number raised at every change of any domain
 * @param dispatchers that can be sent to now; empty where there are none
 * @param leaving that still answer what they were sent, on cores that are being taken off: they are to get nothing new
 * @param posts of dispatchers that can be sent to together, of both kinds
 */
public record Bindings(
        String domain,
        long number,
        Map<CoreId, ActorRef<?>> dispatchers,
        Map<CoreId, ActorRef<?>> leaving,
        Map<CoreId, Posted> posts) {

    public Bindings {
        dispatchers = Map.copyOf(dispatchers);
        leaving = Map.copyOf(leaving);
        posts = Map.copyOf(posts);
    }

    /** Where no core is being taken off. */
    public Bindings(String domain, Map<CoreId, ActorRef<?>> dispatchers) {
        this(domain, 0, dispatchers, Map.of(), Map.of());
    }
}
