package multikernel.runtime;

import java.util.Optional;

/**
 * What a replicated object is, apart from being replicated: pure functions, which give the same on every core.
 *
 * @param <S> the state, deeply immutable
 * @param <C> a change, deeply immutable
 */
public interface ChangeRules<S, C> {

    S initial();

    /** Why the change cannot be; empty if it can. Asked on one core, of the latest state. */
    default Optional<String> check(S state, C change) {
        return Optional.empty();
    }

    /** The state after a change that {@link #check} lets pass; one that throws is refused. */
    S apply(S state, C change);
}
