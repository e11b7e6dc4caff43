package multikernel.agreement;

import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Tree;
import multikernel.base.View;

/** What one core's commits are told, as values, so that a planted mistake can change it. */
sealed interface CommitEvent {

    record Begin(OperationId operation, long ballot, Phases phases, Tree tree) implements CommitEvent {}

    record Cancel(OperationId operation, Outcome.Refused why) implements CommitEvent {}

    record Agreed(OperationId operation) implements CommitEvent {}

    record Refused(OperationId operation, Outcome.Refused why) implements CommitEvent {}

    record Performed(OperationId operation) implements CommitEvent {}

    record Heard(CoreId from, CommitMessage<String> message) implements CommitEvent {}

    record Viewed(View view) implements CommitEvent {}

    record Ended(CoreId core, int incarnation) implements CommitEvent {}
}
