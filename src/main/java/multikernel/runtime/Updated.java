package multikernel.runtime;

import multikernel.base.Outcome;

/**
 * How an update ended for the one who asked.
 *
 * @param version the one that the change made, held by every core of the domain by then; of a refusal the one that this
 *     core holds
 */
public record Updated(Outcome outcome, long version) {

    public boolean isDone() {
        return outcome instanceof Outcome.Done;
    }
}
