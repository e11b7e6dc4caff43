package multikernel.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The slices of every subject of one run, and what follows from them. */
final class Measured {

    private final Map<Subject, List<Tagged>> slices = new LinkedHashMap<>();

    void add(Subject subject, Tagged tagged) {
        slices.computeIfAbsent(subject, first -> new ArrayList<>()).add(tagged);
    }

    private Stream<Tagged> of(Subject subject, Placement placement) {
        return slices.getOrDefault(subject, List.of()).stream().filter(each -> each.placement() == placement);
    }

    private double[] values(Subject subject, Placement placement) {
        return of(subject, placement).mapToDouble(each -> each.slice().value()).toArray();
    }

    /** For each subject and placement its times, and behind all of them what an operation allocates. */
    List<Results.Row> rows() {
        var times = slices.keySet().stream()
                .flatMap(subject -> Arrays.stream(Placement.values()).flatMap(at -> row(subject, at).stream()));
        var allocations = slices.keySet().stream().filter(Subject::isJava).map(this::allocation);
        return Stream.concat(times, allocations).toList();
    }

    private Optional<Results.Row> row(Subject subject, Placement placement) {
        var found = of(subject, placement).map(Tagged::slice).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<>(subject.parameters());
        parameters.put("placement", placement.word());
        return Optional.of(new Results.Row(
                subject.name(),
                parameters,
                subject.unit(),
                operations(found),
                Statistics.median(values(subject, placement)),
                Statistics.median(found.stream().mapToDouble(Slice::p99).toArray()),
                p999(found),
                found.stream().mapToDouble(Slice::max).max().orElseThrow(),
                perSecond(found)));
    }

    /** Bytes, wherever the CPUs stood. */
    private Results.Row allocation(Subject subject) {
        var tagged = slices.getOrDefault(subject, List.of());
        var bytes = tagged.stream().mapToDouble(Tagged::allocated).toArray();
        var parameters = new LinkedHashMap<>(subject.parameters());
        parameters.merge("metric", "allocation", (metric, word) -> metric + " " + word);
        var found = tagged.stream().map(Tagged::slice).toList();
        return new Results.Row(
                subject.name(),
                parameters,
                "bytes",
                operations(found),
                Statistics.median(bytes),
                Statistics.quantile(0.99, bytes),
                Statistics.quantile(0.999, bytes),
                Statistics.quantile(1, bytes),
                perSecond(found));
    }

    private static @Nullable Double p999(List<Slice> slices) {
        var known = slices.stream().mapToDouble(Slice::p999).toArray();
        var median = Statistics.median(known);
        return Double.isNaN(median) ? null : (Double) median;
    }

    private static long operations(List<Slice> slices) {
        return slices.stream().mapToLong(Slice::operations).sum();
    }

    private static double perSecond(List<Slice> slices) {
        var nanos = slices.stream().mapToLong(Slice::nanos).sum();
        return operations(slices) * 1e9 / Math.max(1, nanos);
    }

    /** In both directions, for each placement that both subjects had; mixed slices count where there are no others. */
    List<Results.Ratio> ratios(List<Comparison> comparisons) {
        var ratios = new ArrayList<Results.Ratio>();
        for (var comparison : comparisons) {
            var found = placements(comparison).stream()
                    .flatMap(at -> ratio(comparison, at).stream())
                    .toList();
            ratios.addAll(found);
            found.forEach(ratio -> ratios.add(ratio.reversed()));
        }
        return ratios;
    }

    private List<Placement> placements(Comparison comparison) {
        var both = Arrays.stream(Placement.values())
                .filter(at -> values(comparison.of(), at).length > 0
                        && fastest(comparison, at).isPresent())
                .toList();
        return both.size() > 1
                ? both.stream().filter(at -> at != Placement.MIXED).toList()
                : both;
    }

    /** Of those that a comparison is with, the one with the lowest median in a placement. */
    private Optional<Subject> fastest(Comparison comparison, Placement at) {
        return comparison.to().stream()
                .filter(subject -> values(subject, at).length > 0)
                .min(Comparator.comparingDouble(subject -> median(subject, at)));
    }

    private Optional<Results.Ratio> ratio(Comparison comparison, Placement at) {
        return fastest(comparison, at).flatMap(to -> ratio(comparison, to, at));
    }

    private Optional<Results.Ratio> ratio(Comparison comparison, Subject to, Placement at) {
        var value = median(comparison.of(), at) / median(to, at);
        if (!(value > 0) || Double.isInfinite(value)) {
            return Optional.empty();
        }
        var rounds = roundByRound(comparison.of(), to, at);
        var low = rounds.length == 0 ? value : Math.min(value, Statistics.quantile(0.25, rounds));
        var high = rounds.length == 0 ? value : Math.max(value, Statistics.quantile(0.75, rounds));
        var goal = comparison.goal(at);
        return Optional.of(new Results.Ratio(
                comparison.of().name(),
                to.name(),
                comparison.metric(),
                value,
                low,
                high,
                at.word(),
                goal.isPresent() ? (Double) goal.getAsDouble() : null));
    }

    private double median(Subject subject, Placement at) {
        return Statistics.median(values(subject, at));
    }

    /** The quotients of rounds in which both had their slice in this placement. */
    double[] roundByRound(Subject subject, Subject to, Placement at) {
        return of(subject, at)
                .map(mine -> of(to, at)
                        .filter(other ->
                                other.round() == mine.round() && other.slice().value() > 0)
                        .mapToDouble(
                                other -> mine.slice().value() / other.slice().value())
                        .findFirst())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(quotient -> Objects.requireNonNull(quotient).getAsDouble())
                .toArray();
    }
}
