package multikernel.agreement;

import multikernel.base.OperationId;
import multikernel.base.Outcome;

/** Everything that cores say to one another to agree about one replicated object. */
public sealed interface Agreement<S, C> {

    int slice();

    /**
     * Requester to owner: do this.
     *
     * @param ask counts what this requester sent, so that it can tell which time of asking an answer is for
     */
    record Request<S, C>(int slice, OperationId operation, long ask, C change) implements Agreement<S, C> {}

    /** Owner to requester: it is done, and every member holds it. */
    record Done<S, C>(int slice, OperationId operation, long ask) implements Agreement<S, C> {}

    /** Owner to requester: it is not done, and every member holds the reason. */
    record Refuse<S, C>(int slice, OperationId operation, long ask, Outcome.Refused refused)
            implements Agreement<S, C> {}

    /** Owner to members: the next change. */
    record Apply<S, C>(int slice, long ballot, long number, OperationId operation, C change)
            implements Agreement<S, C> {}

    /** Member to owner: this member holds everything up to this number. */
    record Applied<S, C>(int slice, long ballot, long number) implements Agreement<S, C> {}

    /** New owner to members: promise to refuse lower ballots, and tell what you hold. */
    record Gather<S, C>(int slice, long ballot) implements Agreement<S, C> {}

    /** Member to new owner. */
    record Promise<S, C>(int slice, long ballot, Held<S> held) implements Agreement<S, C> {}

    /** Owner to members, when it begins to serve, and to a member that is new: hold this. */
    record State<S, C>(int slice, Held<S> held) implements Agreement<S, C> {}
}
