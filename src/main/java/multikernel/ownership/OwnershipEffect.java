package multikernel.ownership;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.capability.Described;
import multikernel.capability.ObjectId;

/** What {@link Ownership} wants done, in this order. */
public sealed interface OwnershipEffect {

    record Send(CoreId to, OwnershipMessage message) implements OwnershipEffect {}

    /** This core's own view of the frame, for this domain; one that is there already is replaced. */
    record OpenView(Described object, String domain, boolean write) implements OwnershipEffect {}

    /** Every view of the object on this core; what follows rests on it. */
    record CloseViews(ObjectId object) implements OwnershipEffect {}

    /** This domain's view of the object on this core, where other domains may keep theirs. */
    record CloseView(ObjectId object, String domain) implements OwnershipEffect {}

    /** A capability that another core gave came to lie in a table of this core. */
    record Arrived(CoreId from, Placed placed) implements OwnershipEffect {}

    /** Not given again before {@link OwnershipEvent.Zeroed} says so. */
    record Zero(long base, long bytes) implements OwnershipEffect {}

    /** Ask the domain on this core whether the object may be revoked. */
    record AskHolder(OperationId operation, ObjectId object, String domain) implements OwnershipEffect {}

    /**
     * An operation that was asked of this core has ended.
     *
     * @param placed what it made, or for identify what there is
     */
    record Answered(OperationId operation, Outcome outcome, List<Placed> placed, long tookNanos)
            implements OwnershipEffect {

        public Answered {
            placed = List.copyOf(placed);
        }
    }

    /** A message changed nothing, because it was late: to be counted. */
    record Late(CoreId from, String message) implements OwnershipEffect {}
}
