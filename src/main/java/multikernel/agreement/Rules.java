package multikernel.agreement;

import java.util.List;
import java.util.Optional;
import multikernel.base.OperationId;
import multikernel.base.Outcome;

/**
 * What a replicated object is, apart from being replicated: pure functions over the state of a slice and a change.
 *
 * @param <S> state of one slice, deeply immutable
 * @param <C> a change of one slice, deeply immutable
 */
public interface Rules<S, C> {

    S empty();

    /**
     * Why the change cannot be; empty if it can. Asked of the owner alone.
     *
     * @param slices all slices as this core has them; only the owned one is the latest
     */
    Optional<Outcome.Refused> check(List<S> slices, int slice, C change);

    /** Cannot fail on a change that was checked; gives the same state on every core. */
    S apply(S state, OperationId operation, C change);
}
