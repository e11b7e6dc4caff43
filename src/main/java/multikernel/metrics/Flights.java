package multikernel.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import multikernel.base.CoreId;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import multikernel.urpc.Counters;
import org.jspecify.annotations.Nullable;

/**
 * The operations that one core was asked for, from asking to outcome, by protocol. Of the core's thread, but for the
 * words that it counts in.
 *
 * <p>One that ends within the event that began it, as one that asks no other core does, is in no map.
 */
final class Flights {

    private record Flight(Protocol protocol, String domain, long beganNanos) {}

    /** Done, and each refusal. */
    static final int OUTCOMES = 1 + Refusal.values().length;

    private static final int DURATIONS = OUTCOMES;
    private static final int RETRIES = DURATIONS + Durations.WORDS;
    private static final int IN_FLIGHT = RETRIES + 1;

    /** When the oldest began, 0 if there is none. */
    private static final int OLDEST = IN_FLIGHT + 1;

    private static final int STRIDE = OLDEST + 1;
    static final int WORDS = STRIDE * Protocol.values().length;

    private final CoreId core;
    private final Counters counters;
    private final int first;
    private final Map<OperationId, Flight> inFlight = new LinkedHashMap<>();
    private @Nullable OperationId fresh;
    private @Nullable Flight freshFlight;
    private long lastNumber;

    /** @param first of the words, which several may share that have one thread */
    Flights(CoreId core, Counters counters, int first) {
        this.core = core;
        this.counters = counters;
        this.first = first;
    }

    /** One that was asked before is asked again: it goes on, or was undecided. */
    void asked(OperationId operation, Protocol protocol, String domain, long nowNanos) {
        settle();
        if (operation.number() <= lastNumber) {
            counters.add(word(protocol, RETRIES), 1);
        }
        lastNumber = Math.max(lastNumber, operation.number());
        fresh = operation;
        freshFlight = new Flight(protocol, domain, nowNanos);
    }

    void answered(OperationId operation, Outcome outcome, long tookNanos) {
        Flight flight;
        if (operation.equals(fresh)) {
            flight = freshFlight;
            fresh = null;
        } else {
            flight = inFlight.remove(operation);
            if (flight != null) {
                landed(flight.protocol);
            }
        }
        if (flight != null) {
            ended(flight.protocol, outcome, tookNanos);
        }
    }

    private void ended(Protocol protocol, Outcome outcome, long tookNanos) {
        counters.add(word(protocol, index(outcome)), 1);
        Durations.record(counters, word(protocol, DURATIONS), tookNanos);
        Recording.operation(core, protocol, outcome, tookNanos);
    }

    /** One that was never in flight here, and took no time. */
    void refused(Protocol protocol, Outcome.Refused refused) {
        counters.add(word(protocol, index(refused)), 1);
    }

    /** The event is over: what it began and did not end is in flight. */
    void settle() {
        var operation = fresh;
        var flight = freshFlight;
        fresh = null;
        if (operation != null && flight != null && inFlight.putIfAbsent(operation, flight) == null) {
            counters.add(word(flight.protocol, IN_FLIGHT), 1);
            if (counters.get(word(flight.protocol, OLDEST)) == 0) {
                counters.set(word(flight.protocol, OLDEST), flight.beganNanos);
            }
        }
    }

    private void landed(Protocol protocol) {
        counters.add(word(protocol, IN_FLIGHT), -1);
        for (var each : inFlight.values()) {
            if (each.protocol == protocol) {
                counters.set(word(protocol, OLDEST), each.beganNanos);
                return;
            }
        }
        counters.set(word(protocol, OLDEST), 0);
    }

    /** Those that are in flight, the oldest first. */
    void open(List<Underway.Asked> into) {
        inFlight.forEach((operation, flight) ->
                into.add(new Underway.Asked(operation, flight.protocol, flight.domain, flight.beganNanos)));
    }

    /** Nobody will be told how the operations of this domain ended. */
    void forget(String domain) {
        settle();
        for (var entry : Map.copyOf(inFlight).entrySet()) {
            if (entry.getValue().domain.equals(domain)) {
                inFlight.remove(entry.getKey());
                landed(entry.getValue().protocol);
            }
        }
    }

    private static int index(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> 0;
            case Outcome.Refused(var refusal, var _) -> 1 + refusal.ordinal();
        };
    }

    /** The word of the label {@code outcome}. */
    static String outcome(int index) {
        return index == 0 ? "done" : Refusal.values()[index - 1].word();
    }

    static String word(Outcome outcome) {
        return outcome(index(outcome));
    }

    private int word(Protocol protocol, int word) {
        return first + protocol.ordinal() * STRIDE + word;
    }

    /**
     * What a look at the words shows of one protocol; for any thread.
     *
     * @param isOver nobody counts any more, or waits for what has not ended
     */
    record Look(Growth growth, int first, boolean isOver) {

        static Look at(Growth growth, int first, Protocol protocol, boolean isOver) {
            return new Look(growth, first + protocol.ordinal() * STRIDE, isOver);
        }

        long ended(int outcome) {
            return growth.of(first + outcome);
        }

        void durations(Durations.Sink sink) {
            Durations.added(growth, first + DURATIONS, sink);
        }

        long retries() {
            return growth.of(first + RETRIES);
        }

        long inFlight() {
            return isOver ? 0 : growth.value(first + IN_FLIGHT);
        }

        long oldestNanos(long nowNanos) {
            long began = growth.value(first + OLDEST);
            return isOver || began == 0 ? 0 : Math.max(0, nowNanos - began);
        }
    }
}
