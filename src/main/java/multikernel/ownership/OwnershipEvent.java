package multikernel.ownership;

import java.util.List;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.View;
import multikernel.capability.ObjectId;

/** What {@link Ownership} is told. */
public sealed interface OwnershipEvent {

    /** The guardian's next view. */
    record Viewed(View view) implements OwnershipEvent {}

    /**
     * To a core that starts, before its first view: who left the view before it came. Peers say so too, but they may be
     * gone before it hears them.
     *
     * @param stuck has not ended
     * @param ended of each core the last start that has, if one has: what it had may not have been counted yet
     */
    record Left(List<Start> stuck, List<Start> ended) implements OwnershipEvent {

        public Left {
            stuck = List.copyOf(stuck);
            ended = List.copyOf(ended);
        }
    }

    /** The loop of this incarnation has ended for certain, and its views are closed. */
    record Ended(CoreId core, int incarnation) implements OwnershipEvent {}

    /** @param sentIn the number of the sender's view */
    record Heard(CoreId from, long sentIn, OwnershipMessage message) implements OwnershipEvent {}

    /**
     * Begin this operation, or go on waiting for it: it ends in one {@link OwnershipEffect.Answered}.
     *
     * @param domain in whose table the addresses of the request mean something
     */
    record Ask(OperationId operation, String domain, Request request, long deadlineNanos) implements OwnershipEvent {}

    /** The domain has a table on this core from now on, with an empty first leaf; told again, nothing changes. */
    record DomainBegan(String domain) implements OwnershipEvent {}

    /** The domain has left this core: all its capabilities here are deleted, and nothing it asked is answered. */
    record DomainEnded(String domain) implements OwnershipEvent {}

    /** What a holder says to a revoke; see {@link OwnershipEffect.AskHolder}. */
    record Agreed(OperationId operation, ObjectId object, String domain, boolean agrees) implements OwnershipEvent {}

    /** See {@link OwnershipEffect.Zero}. */
    record Zeroed(long base, long bytes) implements OwnershipEvent {}

    record Tick() implements OwnershipEvent {}
}
