package multikernel.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import multikernel.bench.Bench;
import multikernel.bench.Document;
import multikernel.bench.Results;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = {
            "Runs one experiment of the evaluation on this machine, with its peers in the same run.",
            "Subjects are measured in turn, some tens of milliseconds each. A raw hand-off of a cache line beside every"
                    + " slice tells where the two CPUs stood: near, far, or on the same physical core. A ratio is of"
                    + " medians of slices; low and high are its quartiles, round by round."
        },
        footer = {
            "",
            "A C compiler (gcc) adds the limits of the hardware to the table; without one they are left out.",
            "Nodes that are measured log warnings only; MULTIKERNEL_LOG_LEVEL=INFO shows more.",
            "",
            "Examples:",
            "  multikernel bench list",
            "  multikernel bench actor --seconds 30",
            "  multikernel bench latency --seconds 600",
            "  multikernel bench unmap --seconds 60 --cores 32",
            "  multikernel bench actor --json --output results"
        })
final class Benchmark implements Callable<Integer> {

    private static final String LIST = "list";
    private static final int SECONDS_MAX = 3_600;
    private static final int CORES_MAX = 1_024;

    private final Map<String, String> environment;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "EXPERIMENT", description = "One of those that 'multikernel bench list' names.")
    private String experiment = "";

    @Option(
            names = "--cores",
            paramLabel = "N",
            description =
                    "At most so many cores, where an experiment varies them; 2 by default, 32 for shared-state, unmap,"
                            + " shootdown, two-phase-commit and tree.")
    private @Nullable Integer cores;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long to measure, after the warm-up; ${DEFAULT-VALUE} by default.")
    private int seconds = 20;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Writes EXPERIMENT.json, EXPERIMENT.csv and the plot EXPERIMENT.png there.")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print one JSON document and nothing else.")
    private boolean isJson;

    Benchmark(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (experiment.equals(LIST)) {
            list();
            return 0;
        }
        var chosen = Arrays.stream(Bench.values())
                .filter(each -> each.word().equals(experiment))
                .findFirst()
                .orElseThrow(() -> wrong("no experiment '" + experiment + "': there are " + Bench.words()));
        checked("--seconds", seconds, SECONDS_MAX);
        var most = cores == null ? chosen.cores() : cores;
        checked("--cores", most, CORES_MAX);
        quieten();
        measure(chosen, most);
        return 0;
    }

    /** What the nodes under measurement tell of themselves would stand amid the results, unless it is asked for. */
    private void quieten() {
        if (System.getProperty(Bench.LOG_LEVEL) == null && !environment.containsKey("MULTIKERNEL_LOG_LEVEL")) {
            System.setProperty(Bench.LOG_LEVEL, "WARN");
        }
    }

    private void list() {
        var table =
                new Table<Bench>(List.of(Table.text("EXPERIMENT", Bench::word), Table.text("MEASURES", Bench::title)));
        print(isJson ? Document.list() : table.render(List.of(Bench.values())));
    }

    private void measure(Bench chosen, int most) {
        var errors = command().commandLine().getErr();
        var bar = new Bar(errors, Paint.isTerminal());
        var results = chosen.run(Duration.ofSeconds(seconds), most, bar::line, bar::show);
        if (output != null) {
            Document.write(results, output);
        }
        print(isJson ? Document.json(results) : tables(results));
    }

    private static String tables(Results results) {
        return ROWS.render(results.rows()) + "\n" + RATIOS.render(results.ratios());
    }

    private static final Table<Results.Row> ROWS = new Table<>(List.of(
            Table.text("SUBJECT", Results.Row::subject),
            Table.text(
                    "PARAMETERS",
                    row -> row.parameters().entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .reduce((left, right) -> left + " " + right)
                            .orElse("")),
            Table.text("UNIT", Results.Row::unit),
            Table.number("SAMPLES", row -> Long.toString(row.samples())),
            Table.number("P50", row -> rounded(row.p50())),
            Table.number("P99", row -> rounded(row.p99())),
            Table.number("P99.9", row -> row.p999() == null ? "" : rounded(row.p999())),
            Table.number("MAX", row -> rounded(row.max())),
            Table.number("PER SECOND", row -> Long.toString((long) row.throughput()))));

    private static final Table<Results.Ratio> RATIOS = new Table<>(List.of(
            Table.text("OF", Results.Ratio::of),
            Table.text("TO", Results.Ratio::to),
            Table.text("METRIC", Results.Ratio::metric),
            Table.text("PLACEMENT", Results.Ratio::placement),
            Table.number("RATIO", ratio -> quotient(ratio.value())),
            Table.number("LOW", ratio -> quotient(ratio.low())),
            Table.number("HIGH", ratio -> quotient(ratio.high())),
            Table.text("GOAL", Benchmark::goal)));

    private static String goal(Results.Ratio ratio) {
        var goal = ratio.goal();
        if (goal == null) {
            return "";
        }
        return "at most " + quotient(goal) + (ratio.value() <= goal ? ", reached" : ", missed");
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String quotient(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void print(String text) {
        var out = command().commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private void checked(String option, int value, int max) {
        if (value < 1 || value > max) {
            throw wrong(option + " must be 1 to " + max + ", not " + value);
        }
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException wrong(String line) {
        return new ParameterException(command().commandLine(), line);
    }
}
