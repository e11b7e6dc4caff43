package multikernel.agreement;

import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;

/** What agreement wants done, in this order. */
public sealed interface Act<S, C> {

    record Send<S, C>(CoreId to, Agreement<S, C> message) implements Act<S, C> {}

    /** This core's replica of a slice went from one state to another. */
    record Changed<S, C>(int slice, S before, S after) implements Act<S, C> {}

    /** An operation that this core asked for has ended. */
    record Ended<S, C>(OperationId operation, Outcome outcome, long tookNanos) implements Act<S, C> {}

    /** A message changed nothing, because it was late. */
    record Refused<S, C>(CoreId from, Late reason) implements Act<S, C> {}
}
