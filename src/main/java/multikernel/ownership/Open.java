package multikernel.ownership;

import multikernel.base.CoreId;
import multikernel.base.OperationId;
import org.jspecify.annotations.Nullable;

/** An operation that was asked of this core and has not ended. */
final class Open {

    /** What an operation waits for. */
    interface Errand {

        /** Whose owner has to answer; null if no owner has to. */
        @Nullable
        Hint hint();

        /** Asks the owner that is known now for what has not been answered. */
        void sayAgain();

        /** The owner has done what it was asked. */
        default void granted() {}

        /** Nobody will answer, and nobody waits: gives back what was reserved. */
        void cancel();
    }

    final OperationId operation;
    final String domain;
    final long askedNanos;
    long deadlineNanos;
    /** Whether the one who asked was told that it is undecided, or is gone. */
    boolean isAnswered;

    @Nullable
    Errand errand;

    /** The owner that was asked last, which may not be the owner any more. */
    @Nullable
    CoreId saidTo;

    Open(OperationId operation, String domain, long askedNanos, long deadlineNanos) {
        this.operation = operation;
        this.domain = domain;
        this.askedNanos = askedNanos;
        this.deadlineNanos = deadlineNanos;
    }
}
