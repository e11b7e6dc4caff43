package multikernel.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.base.OperationReading;
import multikernel.base.RequestReading;

/**
 * What tallies say from their beginning on, for whoever looks once: the words are read where they are, so that a look
 * costs the cores nothing and takes nothing from the next sample.
 */
public final class TallyReadings {

    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.99;

    private TallyReadings() {}

    /** Of each core and protocol something was asked of, the incarnations of a core together; by core. */
    public static List<OperationReading> operations(List<CoreTally> tallies, long nowNanos) {
        var incarnations =
                new TreeMap<CoreId, List<CoreTally>>(tallies.stream().collect(Collectors.groupingBy(CoreTally::core)));
        var readings = new ArrayList<OperationReading>();
        incarnations.forEach((core, counted) -> {
            for (var protocol : Protocol.values()) {
                var flights = counted.stream()
                        .map(tally -> tally.flights(tally.look(), protocol))
                        .toList();
                var reading = operation(core, protocol, flights, nowNanos);
                if (reading.inFlight() + reading.done() + reading.refused() > 0) {
                    readings.add(reading);
                }
            }
        });
        return readings;
    }

    private static OperationReading operation(CoreId core, Protocol protocol, List<Flights.Look> looks, long nowNanos) {
        var spread = new Spread();
        looks.forEach(look -> look.durations(spread));
        return new OperationReading(
                core,
                protocol.word(),
                protocol.isAgreement(),
                looks.stream().mapToLong(Flights.Look::inFlight).sum(),
                looks.stream()
                        .mapToLong(look -> look.oldestNanos(nowNanos))
                        .max()
                        .orElse(0),
                looks.stream().mapToLong(look -> look.ended(0)).sum(),
                looks.stream()
                        .mapToLong(look -> IntStream.range(1, Flights.OUTCOMES)
                                .mapToLong(look::ended)
                                .sum())
                        .sum(),
                looks.stream().mapToLong(Flights.Look::retries).sum(),
                spread.nanos(MEDIAN),
                spread.nanos(TAIL));
    }

    public static RequestReading requests(CoreId core, RequestTally tally) {
        var growth = tally.look();
        var spread = new Spread();
        RequestTally.durations(growth, spread);
        return new RequestReading(
                tally.domain(),
                core,
                RequestTally.answered(growth, RequestTally.Answer.DONE),
                RequestTally.answered(growth, RequestTally.Answer.REFUSED),
                RequestTally.answered(growth, RequestTally.Answer.UNAVAILABLE),
                RequestTally.answered(growth, RequestTally.Answer.FAILED),
                spread.nanos(MEDIAN),
                spread.nanos(TAIL));
    }

    /** How often each duration was seen. */
    private static final class Spread implements Durations.Sink {

        private final Map<Long, Long> times = new TreeMap<>();

        @Override
        public void add(long meanNanos, long times) {
            this.times.merge(meanNanos, times, Long::sum);
        }

        long nanos(double quantile) {
            long all = times.values().stream().mapToLong(Long::longValue).sum();
            long below = 0;
            for (var each : times.entrySet()) {
                below += each.getValue();
                if (below >= quantile * all) {
                    return each.getKey();
                }
            }
            return 0;
        }
    }
}
