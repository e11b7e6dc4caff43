package multikernel.agreement;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;

/**
 * Everything that cores say to one another about commits. What goes down a tree carries all that an inner core needs.
 *
 * @param <P> the proposal: what is to be done
 */
public sealed interface CommitMessage<P> {

    /**
     * One phase, down: do this, and pass it on.
     *
     * @param begun by whom, and in which incarnation
     * @param tree the receiver and what is below it
     */
    record Perform<P>(OperationId operation, long ballot, Begun begun, P proposal, List<Branch> tree)
            implements CommitMessage<P> {

        public Perform {
            tree = List.copyOf(tree);
        }
    }

    /**
     * Two phases, down: can you do this? Pass it on.
     *
     * @param tree all of it, the coordinator first, since whoever is in doubt asks everyone
     */
    record Prepare<P>(OperationId operation, long ballot, Begun begun, P proposal, List<Branch> tree)
            implements CommitMessage<P> {

        public Prepare {
            tree = List.copyOf(tree);
        }
    }

    /** Up: these can and will, if it is decided. */
    record Vote<P>(OperationId operation, long ballot, List<CoreId> cores) implements CommitMessage<P> {

        public Vote {
            cores = List.copyOf(cores);
        }
    }

    /** Up, at once: one cannot. */
    record Refuse<P>(OperationId operation, long ballot, Outcome.Refused refused) implements CommitMessage<P> {}

    /** Down: it is decided. */
    record Decide<P>(OperationId operation, long ballot, Begun begun, boolean commit, List<Branch> tree)
            implements CommitMessage<P> {

        public Decide {
            tree = List.copyOf(tree);
        }
    }

    /** Up: these have performed it or undone it. */
    record Acknowledge<P>(OperationId operation, long ballot, List<CoreId> cores) implements CommitMessage<P> {

        public Acknowledge {
            cores = List.copyOf(cores);
        }
    }

    /**
     * Participant to participant, once the coordinator is lost: what do you know?
     *
     * @param round the number of the asker's view
     */
    record Ask<P>(OperationId operation, long ballot, long round) implements CommitMessage<P> {}

    /** Participant to participant: an answer, or unasked what one knows and others may not. */
    record Answer<P>(OperationId operation, long ballot, long round, Standing standing) implements CommitMessage<P> {}

    /** Coordinator to participant: every participant knows how these ended, so nobody will ask. */
    record Settled<P>(List<OperationId> operations) implements CommitMessage<P> {

        public Settled {
            operations = List.copyOf(operations);
        }
    }

    /** Who began a commit. */
    record Begun(CoreId coordinator, int incarnation) {}

    /** How far a participant knows the end of a commit. */
    enum Standing {
        /** It said that it can, and was told no decision. */
        IN_DOUBT,
        COMMITTED,
        /** It was told so, or it never said that it can, and never will. */
        ABORTED
    }
}
