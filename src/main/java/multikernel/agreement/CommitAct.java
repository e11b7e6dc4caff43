package multikernel.agreement;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;

/**
 * What {@link Commits} wants done, in this order.
 *
 * @param <P> the proposal: what is to be done
 */
public sealed interface CommitAct<P> {

    record Send<P>(CoreId to, CommitMessage<P> message) implements CommitAct<P> {}

    /**
     * Find out, now or later, whether this core can; answered by {@link Commits#agreed} or {@link Commits#refused}.
     * What was agreed must stay possible until {@link Perform} or {@link Undo} says how it ended.
     */
    record Prepare<P>(OperationId operation, long ballot, CoreId coordinator, P proposal) implements CommitAct<P> {}

    /** Do it, which cannot fail any more, then say {@link Commits#performed}. */
    record Perform<P>(OperationId operation, long ballot, P proposal) implements CommitAct<P> {}

    /** It will not be: take back what {@link Prepare} made this core do. */
    record Undo<P>(OperationId operation, P proposal) implements CommitAct<P> {}

    /** At the coordinator: it is not done and never will be under this ballot; {@link Finished} follows. */
    record Aborted<P>(OperationId operation, Outcome.Refused refused) implements CommitAct<P> {}

    /** At the coordinator: decided, but these have left the view without having done it, and have not ended yet. */
    record Delayed<P>(OperationId operation, List<CoreId> cores) implements CommitAct<P> {

        public Delayed {
            cores = List.copyOf(cores);
        }
    }

    /**
     * At the coordinator, the last word on an operation: every participant has performed it or has ended; if it was
     * aborted, every participant that is a member has undone it.
     */
    record Finished<P>(OperationId operation, boolean committed) implements CommitAct<P> {}

    /** A message changed nothing, because it was late: to be counted. */
    record Late<P>(CoreId from, String message) implements CommitAct<P> {}
}
