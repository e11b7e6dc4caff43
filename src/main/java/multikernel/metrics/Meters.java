package multikernel.metrics;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Gauge;
import kamon.metric.Histogram;
import kamon.metric.Instrument;
import kamon.metric.MeasurementUnit;
import kamon.metric.Metric;
import kamon.tag.TagSet;

/**
 * The series of the sampled meters, as one thread sees them: absolute totals go in, increments come out, and what was
 * not mentioned in a round is removed.
 */
final class Meters {

    /** A series and the total that it was last told. */
    private static final class Series {
        final Instrument<?, ?> instrument;
        long total;
        long round;

        Series(Instrument<?, ?> instrument) {
            this.instrument = instrument;
        }
    }

    private final Map<MeterName, Map<TagSet, Series>> series = new EnumMap<>(MeterName.class);
    private long round;

    void begin() {
        round++;
    }

    void gauge(MeterName name, TagSet labels, double value) {
        var gauge = (Gauge) seen(name, labels).instrument;
        gauge.update(value);
    }

    /** What was added since the last time; its series stays. */
    static void grow(MeterName name, TagSet labels, long increment) {
        var counter = (Counter) instrument(name, labels);
        if (increment > 0) {
            counter.increment(increment);
        }
    }

    static void forget(MeterName name, TagSet labels) {
        instrument(name, labels).remove();
    }

    static Durations.Sink durations(MeterName name, TagSet labels) {
        var histogram = (Histogram) instrument(name, labels);
        return histogram::record;
    }

    /** A total that is smaller than before has begun again at zero: its core or channel was made anew. */
    void total(MeterName name, TagSet labels, long total) {
        var known = seen(name, labels);
        var increment = total >= known.total ? total - known.total : total;
        known.total = total;
        if (increment > 0) {
            ((Counter) known.instrument).increment(increment);
        }
    }

    /** Removes the series of these meters that this round has not mentioned. */
    void end(Set<MeterName> names) {
        for (var name : names) {
            series.getOrDefault(name, Map.of()).values().removeIf(known -> known.round != round && removed(known));
        }
    }

    private Series seen(MeterName name, TagSet labels) {
        var known = series.computeIfAbsent(name, any -> new HashMap<>())
                .computeIfAbsent(labels, any -> new Series(instrument(name, labels)));
        known.round = round;
        return known;
    }

    private static boolean removed(Series known) {
        known.instrument.remove();
        return true;
    }

    static Instrument<?, ?> instrument(MeterName name, TagSet labels) {
        return declare(name).withTags(labels);
    }

    /** Kamon gives the same metric for the same name. */
    static Metric<? extends Instrument<?, ?>, ?> declare(MeterName name) {
        return switch (name.kind()) {
            case GAUGE -> Kamon.gauge(name.kamonName(), name.meaning());
            case COUNTER -> Kamon.counter(name.kamonName(), name.meaning());
            case NANOS ->
                Kamon.counter(
                        name.kamonName(), name.meaning(), MeasurementUnit.time().nanoseconds());
            case BYTES ->
                Kamon.gauge(
                        name.kamonName(),
                        name.meaning(),
                        MeasurementUnit.information().bytes());
            case SECONDS ->
                Kamon.gauge(
                        name.kamonName(), name.meaning(), MeasurementUnit.time().seconds());
            case DURATION ->
                Kamon.histogram(
                        name.kamonName(), name.meaning(), MeasurementUnit.time().nanoseconds());
        };
    }
}
