package multikernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import multikernel.simulation.figure.Effect;
import multikernel.simulation.figure.Figure;
import multikernel.simulation.figure.Growth;
import multikernel.simulation.figure.Point;
import multikernel.simulation.figure.Published;

/** The page of results: of each figure what was measured, what the model says and what this machine does. */
public final class ResultsPage {

    public static final String FILE = "results.md";

    /** The plots and CSV files, beside the page. */
    private static final String PLOTS = "results";

    /** In it, what {@code bench EXPERIMENT --output} wrote on a real machine. */
    private static final String MEASURED_HERE = "measured";

    private static final String NOTES = "/multikernel/bench/results/";

    /** So many columns can be read side by side. */
    private static final int SUBJECTS_MAX = 6;

    private static final double NO_GOAL = Double.POSITIVE_INFINITY;

    private ResultsPage() {}

    /** Writes the page, and the plots and CSV files of every figure into a directory beside it. */
    public static void write(Path directory) {
        var simulations = simulations();
        var plots = directory.resolve(PLOTS);
        simulations.forEach(simulation -> Document.write(simulation, plots));
        try {
            Files.writeString(directory.resolve(FILE), text(simulations, plots));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** @param directory where the page is to be: what was measured on a machine is looked for beside it */
    static String text(Path directory) {
        return text(simulations(), directory.resolve(PLOTS));
    }

    private static List<Simulation> simulations() {
        var simulations = new ArrayList<Simulation>();
        for (var figure : Figure.values()) {
            var model = Simulation.model(figure.machine()).orElseThrow();
            simulations.add(Simulation.of(figure, model, Simulation.counts(2, model.count()), Simulation.SEED));
        }
        return simulations;
    }

    private static String text(List<Simulation> simulations, Path plots) {
        var page = new StringBuilder("# Results\n\n");
        page.append("Made by `multikernel simulate all --output src/docs`; parameters `")
                .append(Simulation.shipped().hash())
                .append("`.\n\n")
                .append(note("intro"));
        simulations.forEach(simulation -> page.append(section(simulation, plots)));
        return page.append(growth()).toString();
    }

    private static String section(Simulation simulation, Path plots) {
        var figure = simulation.figure();
        var name = figure.word() + "-" + simulation.model().name();
        return "\n## " + figure.word() + "\n\n" + figure.title() + " Machine: " + figure.machine() + ".\n\n![" + name
                + "](" + PLOTS + "/" + name + ".png) [CSV](" + PLOTS + "/" + name + ".csv)\n\n" + compared(simulation)
                + "\n" + note(figure.word()) + "\n"
                + MeasuredHere.text(figure.word(), plots.resolve(MEASURED_HERE), PLOTS + "/" + MEASURED_HERE) + "\n"
                + effects(simulation);
    }

    private static String compared(Simulation simulation) {
        var figure = simulation.figure();
        int most = simulation.counts().getLast();
        var table = new StringBuilder("| subject | cores | measured, cycles | model, cycles | ratio | goal |\n"
                + "|---|---|---|---|---|---|\n");
        for (var point : simulation.points()) {
            var value = Published.find(figure.word(), figure.machine(), point);
            if (value.isPresent() || point.cores() == most) {
                table.append(line(
                        Simulation.named(point.subject(), point.variant()),
                        Integer.toString(point.cores()),
                        value.map(known -> (known.isRead() ? "~" : "") + whole(known.cycles()))
                                .orElse("-"),
                        whole(point.p50()),
                        value.map(known -> quotient(point.p50() / known.cycles()))
                                .orElse("-"),
                        value.map(known -> verdict(figure, point, known)).orElse("")));
            }
        }
        return table.toString();
    }

    private static String verdict(Figure figure, Point point, Published value) {
        double part =
                switch (figure) {
                    case SHOOTDOWN -> 0.15;
                    case UNMAP, TREE -> 0.2;
                    case SHARED_STATE, TWO_PHASE_COMMIT -> NO_GOAL;
                };
        double least = figure == Figure.SHOOTDOWN ? Published.READING_CYCLES : 0;
        boolean reached = Math.abs(point.p50() - value.cycles()) <= Math.max(least, part * value.cycles());
        if (part == NO_GOAL) {
            return "none";
        }
        var goal = String.format(Locale.ROOT, "within %.0f %%", 100 * part);
        return goal + (least > 0 ? " or 500 cycles" : "") + (reached ? ": reached" : ": missed");
    }

    private static String effects(Simulation simulation) {
        var model = simulation.model();
        var effects = Effect.of(simulation.figure(), model, simulation.parameters(), simulation.seed());
        var names = simulation.points().stream()
                .filter(point -> point.cores() == model.count())
                .map(point -> Simulation.named(point.subject(), point.variant()))
                .toList();
        var table = new StringBuilder("With a fifth less and a fifth more of one parameter, " + model.count()
                + " cores, in per cent of the model's cycles:\n\n");
        boolean isWide = names.size() > SUBJECTS_MAX;
        var columns = isWide ? List.of("a fifth less, all subjects", "a fifth more, all subjects") : names;
        table.append(line("parameter", "known", String.join(" | ", columns)));
        table.append("|---".repeat(columns.size() + 2)).append("|\n");
        effects.stream()
                .filter(Effect::isNotable)
                .forEach(effect -> table.append(line(
                        effect.parameter().name(),
                        effect.parameter().how().word(),
                        String.join(" | ", isWide ? ranges(effect) : cells(effect)))));
        var others = effects.stream()
                .filter(effect -> !effect.isNotable())
                .map(effect -> effect.parameter().name())
                .collect(Collectors.joining(", "));
        return table + (others.isEmpty() ? "" : "\nLess than half a per cent: " + others + ".\n");
    }

    private static List<String> cells(Effect effect) {
        var cells = new ArrayList<String>();
        for (int at = 0; at < effect.less().size(); at++) {
            cells.add(
                    change(effect.less().get(at)) + ", " + change(effect.more().get(at)));
        }
        return cells;
    }

    private static List<String> ranges(Effect effect) {
        return List.of(range(effect.less()), range(effect.more()));
    }

    private static String range(List<Double> ratios) {
        var all = ratios.stream().mapToDouble(ratio -> ratio).summaryStatistics();
        return change(all.getMin()) + " to " + change(all.getMax());
    }

    private static String change(double ratio) {
        double percent = Math.rint(1000 * (ratio - 1)) / 10;
        return percent == 0 ? "0" : String.format(Locale.ROOT, "%+.1f", percent);
    }

    private static String growth() {
        var points = Growth.points(Simulation.shipped(), Simulation.SEED);
        double first = points.getFirst().p50();
        var table = new StringBuilder("\n## growth\n\n").append(note("growth"));
        table.append("\n| cores | cycles | times those of ")
                .append(Growth.FEWEST)
                .append(" cores |\n|---|---|---|\n");
        points.forEach(point ->
                table.append(line(Integer.toString(point.cores()), whole(point.p50()), quotient(point.p50() / first))));
        return table.toString();
    }

    private static String line(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String quotient(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String note(String name) {
        var path = NOTES + name + ".md";
        try (var text = Objects.requireNonNull(ResultsPage.class.getResourceAsStream(path), path)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
