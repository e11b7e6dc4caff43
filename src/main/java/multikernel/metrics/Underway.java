package multikernel.metrics;

import java.util.List;
import multikernel.base.OpenVote;
import multikernel.base.OperationId;

/**
 * What one core had under way when it said so last.
 *
 * @param asked of it, and not answered
 * @param waits what it cannot end, as an owner, before others have said something
 */
record Underway(List<Asked> asked, List<Wait> waits) {

    static final Underway NOTHING = new Underway(List.of(), List.of());

    record Asked(OperationId operation, Protocol protocol, String domain, long beganNanos) {}

    /** @param ofObject of a domain, whose operations have numbers of their own */
    record Wait(OpenVote vote, boolean ofObject, long seenNanos) {}

    /** When this wait was seen first. */
    long since(OperationId operation, boolean ofObject, long nowNanos) {
        for (var wait : waits) {
            if (wait.ofObject == ofObject && wait.vote.operation().equals(operation)) {
                return wait.seenNanos;
            }
        }
        return nowNanos;
    }
}
