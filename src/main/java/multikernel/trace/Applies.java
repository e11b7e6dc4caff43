package multikernel.trace;

import multikernel.agreement.Agreement;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What cores say about one replicated object, in the trace of one of them. A member acknowledges a number, not an
 * operation; which one that is was said with the change.
 */
public final class Applies {

    /** Changes under way of which the operation is remembered, a power of two. */
    private static final int REMEMBERED = 64;

    private record Change(int slice, long number, OperationId operation) {}

    private final Recorder recorder;
    private final String scope;
    private final @Nullable Change[] changes = new Change[REMEMBERED];

    /** @param scope names the object whose operations these are; empty for the table of domains */
    public Applies(Recorder recorder, String scope) {
        this.recorder = recorder;
        this.scope = scope;
    }

    public void begun(OperationId operation, long now) {
        if (recorder.hasOperations()) {
            recorder.begun(operation, scope, "change", now);
        }
    }

    public void answered(OperationId operation, Outcome outcome, long tookNanos) {
        if (recorder.hasOperations()) {
            recorder.answered(operation, scope, Steps.outcome(outcome), tookNanos, recorder.now());
        }
    }

    public void said(Agreement<?, ?> message, CoreId to) {
        if (recorder.hasOperations()) {
            said(message, to, recorder.now());
        }
    }

    void said(Agreement<?, ?> message, CoreId to, long now) {
        var operation = operation(message);
        if (operation != null) {
            recorder.said(operation, scope, message.getClass().getSimpleName(), to, now);
        }
    }

    public void heard(Agreement<?, ?> message, CoreId from, long now) {
        var operation = recorder.hasOperations() ? operation(message) : null;
        if (operation != null) {
            recorder.heard(operation, scope, message.getClass().getSimpleName(), from, now);
        }
    }

    /** What the object was told has had its effects. */
    public void done(Agreement<?, ?> told, long began) {
        if (recorder.hasOperations()) {
            recorder.step(told.getClass().getSimpleName(), began);
        }
    }

    private @Nullable OperationId operation(Agreement<?, ?> message) {
        return switch (message) {
            case Agreement.Request<?, ?> request -> request.operation();
            case Agreement.Done<?, ?> done -> done.operation();
            case Agreement.Refuse<?, ?> refuse -> refuse.operation();
            case Agreement.Apply<?, ?> apply -> remember(apply.slice(), apply.number(), apply.operation());
            case Agreement.Applied<?, ?> applied -> remembered(applied.slice(), applied.number());
            case Agreement.Gather<?, ?> _, Agreement.Promise<?, ?> _, Agreement.State<?, ?> _ -> null;
        };
    }

    private OperationId remember(int slice, long number, OperationId operation) {
        changes[place(slice, number)] = new Change(slice, number, operation);
        return operation;
    }

    private @Nullable OperationId remembered(int slice, long number) {
        var change = changes[place(slice, number)];
        return change != null && change.slice == slice && change.number == number ? change.operation : null;
    }

    private static int place(int slice, long number) {
        return (int) (number + 31L * slice) & REMEMBERED - 1;
    }
}
