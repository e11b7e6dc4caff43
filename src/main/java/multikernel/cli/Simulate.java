package multikernel.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import multikernel.base.CoreId;
import multikernel.bench.Document;
import multikernel.bench.Results;
import multikernel.bench.ResultsPage;
import multikernel.bench.Simulation;
import multikernel.simulation.figure.Figure;
import multikernel.simulation.machine.Model;
import multikernel.simulation.machine.Models;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description = {
            "Runs one experiment of the evaluation on a modelled machine: the protocols of a node, in simulated"
                    + " cycles.",
            "The same experiment, machine, cores and seed give the same result everywhere. The models are made from the"
                    + " numbers whose hash is printed; 'multikernel simulate machines' lists the machines.",
            "'all' runs every experiment on the machine that its figure was measured on, and writes results.md."
        },
        footer = {
            "",
            "Examples:",
            "  multikernel simulate list",
            "  multikernel simulate machines",
            "  multikernel simulate shootdown --machine 8x4-amd",
            "  multikernel simulate two-phase-commit --machine synthetic-4096 --cores 32..4096",
            "  multikernel simulate unmap --machine 8x4-amd --json --output results",
            "  multikernel simulate all --output results"
        })
final class Simulate implements Callable<Integer> {

    private static final String LIST = "list";
    private static final String MACHINES = "machines";
    private static final String ALL = "all";
    private static final String SYNTHETIC =
            "synthetic-N is any number of cores from 2 to " + CoreId.MODELLED_MAX + "; distances are in cycles\n";
    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:\\.\\.(\\d{1,4}))?");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "EXPERIMENT",
            description = "One of those that 'multikernel simulate list' names; or list, machines, all.")
    private String experiment = "";

    @Option(
            names = "--machine",
            paramLabel = "NAME",
            description = "The modelled machine; by default the one that the figure was measured on.")
    private @Nullable String machine;

    @Option(
            names = "--cores",
            paramLabel = "A..B",
            description = "From so many cores to so many, or one number; by default from 2 to all that the machine has."
                    + " Up to 40 each number is simulated, beyond each doubling.")
    private @Nullable String cores;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Where each core looks for messages first; ${DEFAULT-VALUE} by default.")
    private long seed = Simulation.SEED;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Writes EXPERIMENT-MACHINE.json, .csv and .png there: the curve, and beside it what was"
                    + " measured on the real machine.")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean isJson;

    @Override
    public Integer call() {
        switch (experiment) {
            case LIST -> print(isJson ? Document.figures() : FIGURES.render(List.of(Figure.values())));
            case MACHINES -> print(isJson ? Document.machines(models()) : hash() + MODELS.render(models()) + SYNTHETIC);
            case ALL -> all();
            default -> simulate();
        }
        return 0;
    }

    private void all() {
        if (output == null || machine != null || cores != null || isJson) {
            throw wrong("'all' takes --output and nothing else");
        }
        ResultsPage.write(output);
        print("wrote " + output.resolve(ResultsPage.FILE) + "\n");
    }

    private void simulate() {
        var figure = Simulation.figure(experiment)
                .orElseThrow(() -> wrong("no experiment '" + experiment + "': 'simulate list' names them"));
        var name = machine == null ? figure.machine() : machine;
        var model = Simulation.model(name)
                .orElseThrow(() -> wrong("no machine '" + name + "': 'simulate machines' names them"));
        var simulation = Simulation.of(figure, model, counts(model), seed);
        if (output != null) {
            Document.write(simulation, output);
        }
        print(isJson ? Document.json(simulation.results()) : hash() + tables(simulation.results()));
    }

    private List<Integer> counts(Model model) {
        if (cores == null) {
            return Simulation.counts(2, model.count());
        }
        var range = RANGE.matcher(cores);
        if (!range.matches()) {
            throw wrong("--cores is a number or A..B, not " + cores);
        }
        int from = Integer.parseInt(range.group(1));
        int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
        if (from < 2 || to < from || to > model.count()) {
            throw wrong("--cores must be within 2.." + model.count() + " on " + model.name() + ", not " + cores);
        }
        return Simulation.counts(from, to);
    }

    private static String hash() {
        return "parameters " + Simulation.shipped().hash() + "\n";
    }

    private static List<Model> models() {
        return Stream.concat(Models.NAMES.stream(), Stream.of("synthetic-" + CoreId.MODELLED_MAX))
                .map(name -> Simulation.model(name).orElseThrow())
                .toList();
    }

    private static final Table<Figure> FIGURES = new Table<>(List.of(
            Table.text("EXPERIMENT", Figure::word),
            Table.text("MACHINE", Figure::machine),
            Table.text("SIMULATES", Figure::title)));

    private static final Table<Model> MODELS = new Table<>(List.of(
            Table.text("MACHINE", Model::name),
            Table.number("CORES", model -> Integer.toString(model.count())),
            Table.number("PACKAGES", model -> Integer.toString(model.packages())),
            Table.number("CORES/CACHE", model -> Integer.toString(model.coresOfDie())),
            Table.number("MHZ", model -> whole(model.clockMegahertz())),
            Table.number(
                    "NEAREST",
                    model -> Long.toString(model.byDistance().getFirst().total())),
            Table.number(
                    "FARTHEST",
                    model -> Long.toString(model.byDistance().getLast().total()))));

    private static String tables(Results results) {
        return ROWS.render(results.rows()) + "\n" + RATIOS.render(results.ratios());
    }

    private static final Table<Results.Row> ROWS = new Table<>(List.of(
            Table.text("SUBJECT", Results.Row::subject),
            Table.text("VARIANT", row -> parameter(row, "variant")),
            Table.number("CORES", row -> parameter(row, "cores")),
            Table.number("CYCLES", row -> whole(row.p50())),
            Table.number("P99", row -> whole(row.p99())),
            Table.number("MAX", row -> whole(row.max())),
            Table.number("PER SECOND", row -> whole(row.throughput()))));

    private static final Table<Results.Ratio> RATIOS = new Table<>(List.of(
            Table.text("OF", Results.Ratio::of),
            Table.text("TO", Results.Ratio::to),
            Table.text("METRIC", Results.Ratio::metric),
            Table.number("RATIO", ratio -> quotient(ratio.value())),
            Table.number("LOW", ratio -> quotient(ratio.low())),
            Table.number("HIGH", ratio -> quotient(ratio.high()))));

    private static String parameter(Results.Row row, String name) {
        return String.valueOf(row.parameters().getOrDefault(name, ""));
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String quotient(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void print(String text) {
        var out = command().commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException wrong(String line) {
        return new ParameterException(command().commandLine(), line);
    }
}
