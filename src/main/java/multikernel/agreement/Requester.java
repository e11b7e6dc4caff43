package multikernel.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import multikernel.agreement.Agreement.Request;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;

/** The operations that this core has asked for and awaits, in the order in which it was told to ask. */
final class Requester<S, C> {

    private final int pendingMax;
    private final LinkedHashMap<OperationId, Pending<C>> pending = new LinkedHashMap<>();
    private long asks;

    private record Pending<C>(int slice, C change, long ask, long startedNanos, long deadlineNanos) {}

    Requester(int pendingMax) {
        this.pendingMax = pendingMax;
    }

    int size() {
        return pending.size();
    }

    boolean awaits(OperationId operation) {
        return pending.containsKey(operation);
    }

    boolean isFull() {
        return pending.size() >= pendingMax;
    }

    /** The first request of an operation; empty if it is pending already, which only moves its deadline. */
    Optional<Request<S, C>> ask(OperationId operation, int slice, C change, long nowNanos, long deadlineNanos) {
        var known = pending.get(operation);
        if (known != null) {
            pending.put(operation, new Pending<>(slice, known.change, known.ask, known.startedNanos, deadlineNanos));
            return Optional.empty();
        }
        pending.put(operation, new Pending<>(slice, change, ++asks, nowNanos, deadlineNanos));
        return Optional.of(new Request<>(slice, operation, asks, change));
    }

    /** Asks again for everything of a slice whose owner has changed; answers to earlier requests count no more. */
    List<Request<S, C>> askAgain(int slice) {
        var requests = new ArrayList<Request<S, C>>();
        for (var each : pending.entrySet()) {
            var old = each.getValue();
            if (old.slice == slice) {
                each.setValue(new Pending<>(slice, old.change, ++asks, old.startedNanos, old.deadlineNanos));
                requests.add(new Request<>(slice, each.getKey(), asks, old.change));
            }
        }
        return requests;
    }

    /** Empty if this is not the answer to the latest time of asking. */
    Optional<Act.Ended<S, C>> done(OperationId operation, long ask, long nowNanos) {
        return take(operation, ask).map(old -> {
            long tookNanos = nowNanos - old.startedNanos;
            return new Act.Ended<>(operation, new Outcome.Done(operation, tookNanos / 1000), tookNanos);
        });
    }

    Optional<Act.Ended<S, C>> refused(OperationId operation, long ask, Outcome.Refused refused, long nowNanos) {
        return take(operation, ask).map(old -> new Act.Ended<>(operation, refused, nowNanos - old.startedNanos));
    }

    List<Act.Ended<S, C>> timedOut(long nowNanos) {
        var ended = new ArrayList<Act.Ended<S, C>>();
        for (var each = pending.entrySet().iterator(); each.hasNext(); ) {
            var next = each.next();
            if (nowNanos - next.getValue().deadlineNanos >= 0) {
                each.remove();
                var refused = new Outcome.Refused(Refusal.TIMED_OUT, "operation " + next.getKey());
                ended.add(new Act.Ended<>(next.getKey(), refused, nowNanos - next.getValue().startedNanos));
            }
        }
        return ended;
    }

    private Optional<Pending<C>> take(OperationId operation, long ask) {
        var known = pending.get(operation);
        if (known == null || known.ask != ask) {
            return Optional.empty();
        }
        pending.remove(operation);
        return Optional.of(known);
    }
}
