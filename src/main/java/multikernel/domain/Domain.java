package multikernel.domain;

import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.runtime.NodeBoard;

/**
 * A domain that this program has spawned.
 *
 * @param <M> what its dispatchers understand
 */
public final class Domain<M> {

    private final DomainSpec spec;
    private final NodeBoard board;

    Domain(DomainSpec spec, NodeBoard board) {
        this.spec = spec;
        this.board = board;
    }

    public String name() {
        return spec.name();
    }

    public List<CoreId> cores() {
        return spec.cores();
    }

    /**
     * The dispatcher on this core, in its present incarnation; ask again after the core was lost.
     *
     * @throws NoSuchElementException if the domain has none there now
     */
    public ActorRef<M> on(CoreId core) {
        return now(core)
                .orElseThrow(() ->
                        new NoSuchElementException("domain " + spec.name() + " has no dispatcher on " + core + " now"));
    }

    @SuppressWarnings("unchecked")
    Optional<ActorRef<M>> now(CoreId core) {
        return Optional.ofNullable(
                (ActorRef<M>) board.bindings(spec.name()).dispatchers().get(core));
    }
}
