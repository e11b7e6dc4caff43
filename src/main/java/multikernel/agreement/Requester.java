package multikernel.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import multikernel.agreement.Agreement.Request;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The operations that this core has asked for and awaits, each at its time of asking modulo the size of a table, so
 * that an answer finds its operation at once.
 */
final class Requester<S, C> {

    private static final int FIRST_SIZE = 16;

    private final int pendingMax;
    /** At least twice as long as what is pending, a power of two. */
    private @Nullable Pending<C>[] table;

    private int size;
    private long asks;
    private @Nullable OperationId highest;

    private static final class Pending<C> {
        final OperationId operation;
        final int slice;
        final C change;
        final long startedNanos;
        long ask;
        long deadlineNanos;

        Pending(OperationId operation, int slice, C change, long startedNanos, long deadlineNanos) {
            this.operation = operation;
            this.slice = slice;
            this.change = change;
            this.startedNanos = startedNanos;
            this.deadlineNanos = deadlineNanos;
        }
    }

    Requester(int pendingMax) {
        this.pendingMax = pendingMax;
        this.table = table(FIRST_SIZE);
    }

    int size() {
        return size;
    }

    boolean awaits(OperationId operation) {
        return pending(operation) != null;
    }

    boolean isFull() {
        return size >= pendingMax;
    }

    /** The first request of an operation; null if it is pending already, which only moves its deadline. */
    @Nullable
    Request<S, C> ask(OperationId operation, int slice, C change, long nowNanos, long deadlineNanos) {
        var known = pending(operation);
        if (known != null) {
            known.deadlineNanos = deadlineNanos;
            return null;
        }
        if (highest == null || Recent.isAfter(operation, highest)) {
            highest = operation;
        }
        if (2 * (size + 1) > table.length) {
            grow();
        }
        var next = new Pending<>(operation, slice, change, nowNanos, deadlineNanos);
        put(next);
        size++;
        return new Request<>(slice, operation, next.ask, change);
    }

    /** Asks again for everything of a slice whose owner has changed; answers to earlier requests count no more. */
    List<Request<S, C>> askAgain(int slice) {
        var requests = new ArrayList<Request<S, C>>();
        for (var each : inOrder()) {
            if (each.slice == slice) {
                table[at(each.ask)] = null;
                put(each);
                requests.add(new Request<>(slice, each.operation, each.ask, each.change));
            }
        }
        return requests;
    }

    /** Null if this is not the answer to the latest time of asking. */
    Act.@Nullable Ended<S, C> done(OperationId operation, long ask, long nowNanos) {
        var old = take(operation, ask);
        if (old == null) {
            return null;
        }
        long tookNanos = nowNanos - old.startedNanos;
        return new Act.Ended<>(old.operation, new Outcome.Done(old.operation, tookNanos / 1000), tookNanos);
    }

    Act.@Nullable Ended<S, C> refused(OperationId operation, long ask, Outcome.Refused refused, long nowNanos) {
        var old = take(operation, ask);
        return old == null ? null : new Act.Ended<>(old.operation, refused, nowNanos - old.startedNanos);
    }

    List<Act.Ended<S, C>> timedOut(long nowNanos) {
        var ended = new ArrayList<Act.Ended<S, C>>();
        for (var each : inOrder()) {
            if (nowNanos - each.deadlineNanos >= 0) {
                remove(each);
                var refused = new Outcome.Refused(Refusal.TIMED_OUT, "operation " + each.operation);
                ended.add(new Act.Ended<>(each.operation, refused, nowNanos - each.startedNanos));
            }
        }
        return ended;
    }

    private @Nullable Pending<C> take(OperationId operation, long ask) {
        var known = table[at(ask)];
        if (known == null || known.ask != ask || !known.operation.equals(operation)) {
            return null;
        }
        remove(known);
        return known;
    }

    /** Most operations come in their order: one above the highest that was ever asked is not pending. */
    private @Nullable Pending<C> pending(OperationId operation) {
        if (highest == null || Recent.isAfter(operation, highest)) {
            return null;
        }
        for (var each : table) {
            if (each != null && each.operation.equals(operation)) {
                return each;
            }
        }
        return null;
    }

    /** In the order in which they were asked. */
    private List<Pending<C>> inOrder() {
        return Stream.of(table)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted(Comparator.comparingLong(each -> each.ask))
                .toList();
    }

    /** A time of asking whose place is taken by an old operation is passed over. */
    private void put(Pending<C> pending) {
        do {
            asks++;
        } while (table[at(asks)] != null);
        pending.ask = asks;
        table[at(asks)] = pending;
    }

    private void remove(Pending<C> pending) {
        table[at(pending.ask)] = null;
        size--;
    }

    /** Two that had places of their own have so in a longer table. */
    private void grow() {
        var old = table;
        table = table(2 * old.length);
        for (var each : old) {
            if (each != null) {
                table[at(each.ask)] = each;
            }
        }
    }

    private int at(long ask) {
        return (int) (ask & (table.length - 1));
    }

    @SuppressWarnings("unchecked")
    private static <C> @Nullable Pending<C>[] table(int length) {
        return (Pending<C>[]) new Pending<?>[length];
    }
}
