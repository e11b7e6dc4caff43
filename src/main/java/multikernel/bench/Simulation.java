package multikernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import multikernel.simulation.figure.Figure;
import multikernel.simulation.figure.Point;
import multikernel.simulation.figure.Published;
import multikernel.simulation.machine.Model;
import multikernel.simulation.machine.Models;
import multikernel.simulation.machine.Parameters;

/**
 * One experiment on one modelled machine.
 *
 * @param counts of cores, ascending
 */
public record Simulation(
        Figure figure, Model model, Parameters parameters, List<Integer> counts, long seed, List<Point> points) {

    /** The seed where none is asked for. */
    public static final long SEED = 1;

    /** Up to so many cores each count is simulated; beyond, each doubling. */
    private static final int EACH_MAX = 40;

    private static final String PARAMETERS = "/multikernel/simulation/machines.txt";
    private static final String MODELLED = "modelled";
    private static final double HERTZ = 1e6;

    /** The numbers that ship, of all machines. */
    public static Parameters shipped() {
        try (var text = Objects.requireNonNull(Simulation.class.getResourceAsStream(PARAMETERS), PARAMETERS)) {
            return Parameters.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static Optional<Figure> figure(String word) {
        return Arrays.stream(Figure.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
    }

    public static Optional<Model> model(String name) {
        return Models.of(name, shipped());
    }

    /** Between two counts, both included. */
    public static List<Integer> counts(int from, int to) {
        if (to <= EACH_MAX) {
            return IntStream.rangeClosed(from, to).boxed().toList();
        }
        var counts = new TreeSet<Integer>();
        IntStream.iterate(from, count -> count < to, count -> 2 * count).forEach(counts::add);
        counts.add(to);
        return List.copyOf(counts);
    }

    /** @param counts of cores, each two or more and no more than the model has */
    public static Simulation of(Figure figure, Model model, List<Integer> counts, long seed) {
        var parameters = shipped();
        return new Simulation(figure, model, parameters, counts, seed, figure.run(model, parameters, counts, seed));
    }

    List<Published> published() {
        return Published.of(figure.word(), model.name());
    }

    /** In the contract's words; the unit is cycles of the modelled machine. */
    public Results results() {
        var machine = new Host(
                model.count(), model.name() + ", modelled from parameters " + parameters.hash(), MODELLED, MODELLED);
        return new Results(
                figure.word(), machine, points.stream().map(this::row).toList(), ratios());
    }

    private Results.Row row(Point point) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("placement", MODELLED);
        named.put("machine", model.name());
        named.put("cores", point.cores());
        if (!point.variant().isEmpty()) {
            named.put("variant", point.variant());
        }
        named.put("seed", seed);
        double throughput = model.clockMegahertz() * HERTZ / point.cyclesEach();
        return new Results.Row(
                point.subject(),
                named,
                "cycles",
                point.samples(),
                point.p50(),
                point.p99(),
                null,
                point.max(),
                throughput);
    }

    private List<Results.Ratio> ratios() {
        var ratios = new ArrayList<Results.Ratio>();
        for (var point : points) {
            Published.find(figure.word(), model.name(), point)
                    .map(value -> againstMeasured(point, value))
                    .ifPresent(ratio -> both(ratios, ratio));
        }
        var last = points.stream()
                .filter(point -> point.cores() == counts.getLast())
                .toList();
        for (var one : last) {
            last.stream()
                    .filter(other -> last.indexOf(other) > last.indexOf(one) && isPeer(one, other))
                    .forEach(other -> both(ratios, between(one, other)));
        }
        return ratios;
    }

    private static boolean isPeer(Point one, Point other) {
        boolean sameSubject = one.subject().equals(other.subject());
        return sameSubject
                || one.variant().equals(other.variant())
                || other.variant().isEmpty();
    }

    private static void both(List<Results.Ratio> ratios, Results.Ratio ratio) {
        ratios.add(ratio);
        ratios.add(ratio.reversed());
    }

    private static Results.Ratio againstMeasured(Point point, Published value) {
        double error = value.isRead() ? Math.min(Published.READING_CYCLES, value.cycles() / 2) : 0;
        return new Results.Ratio(
                named(point.subject(), point.variant()),
                "published",
                "cycles, " + point.cores() + " cores",
                point.p50() / value.cycles(),
                point.p50() / (value.cycles() + error),
                point.p50() / (value.cycles() - error),
                MODELLED,
                null);
    }

    /** Of throughput where the experiment is about that: who finishes more is divided by who finishes fewer. */
    private Results.Ratio between(Point one, Point other) {
        boolean byRate = figure == Figure.SHARED_STATE;
        double value = byRate ? other.cyclesEach() / one.cyclesEach() : one.p50() / other.p50();
        return new Results.Ratio(
                named(one.subject(), one.variant()),
                named(other.subject(), other.variant()),
                (byRate ? "throughput, " : "cycles, ") + one.cores() + " cores",
                value,
                value,
                value,
                MODELLED,
                null);
    }

    static String named(String subject, String variant) {
        return variant.isEmpty() ? subject : subject + ", " + variant;
    }
}
