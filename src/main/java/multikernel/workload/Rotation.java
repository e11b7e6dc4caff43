package multikernel.workload;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import multikernel.base.CoreId;
import multikernel.runtime.Bindings;

/**
 * The live dispatchers of a domain, taken in turn.
 *
 * @param <M> what they are told
 */
final class Rotation<M> {

    private List<ActorRef<M>> live = List.of();
    private Set<ActorRef<?>> leaving = Set.of();
    private Map<CoreId, ActorRef<M>> byCore = Map.of();
    private int next;

    /** The one who binds vouches for the domain's protocol. */
    @SuppressWarnings("unchecked")
    void bound(Bindings bindings) {
        var ordered = new TreeMap<CoreId, ActorRef<M>>();
        bindings.dispatchers().forEach((core, dispatcher) -> ordered.put(core, (ActorRef<M>) dispatcher));
        leaving = Set.copyOf(bindings.leaving().values());
        byCore = Map.copyOf(ordered);
        live = List.copyOf(ordered.values());
    }

    Optional<ActorRef<M>> next() {
        if (live.isEmpty()) {
            return Optional.empty();
        }
        next = (next + 1) % live.size();
        return Optional.of(live.get(next));
    }

    /** The dispatcher on this core if there is one, since that costs no hop. */
    Optional<ActorRef<M>> near(CoreId core) {
        return Optional.ofNullable(byCore.get(core)).or(this::next);
    }

    /** Whether it answers no more; one that leaves still does. */
    boolean lost(ActorRef<M> dispatcher) {
        return !live.contains(dispatcher) && !leaving.contains(dispatcher);
    }
}
