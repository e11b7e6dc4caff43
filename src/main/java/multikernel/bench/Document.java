package multikernel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as the contract writes them: one JSON document, a CSV file, a plot. */
public final class Document {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Document() {}

    /** Ends with a new line. */
    public static String json(Results results) {
        var document = MAPPER.createObjectNode();
        document.put("experiment", results.experiment());
        document.set("machine", MAPPER.valueToTree(results.machine()));
        var rows = document.putArray("rows");
        results.rows().forEach(row -> write(row, rows.addObject()));
        var ratios = document.putArray("ratios");
        results.ratios().forEach(ratio -> write(ratio, ratios.addObject()));
        return document.toPrettyString() + "\n";
    }

    private static void write(Results.Row row, ObjectNode into) {
        into.put("subject", row.subject());
        into.set("parameters", MAPPER.valueToTree(row.parameters()));
        into.put("unit", row.unit())
                .put("samples", row.samples())
                .put("p50", row.p50())
                .put("p99", row.p99());
        if (row.p999() != null) {
            into.put("p999", row.p999());
        }
        into.put("max", row.max()).put("throughput", row.throughput());
    }

    private static void write(Results.Ratio ratio, ObjectNode into) {
        into.put("of", ratio.of())
                .put("to", ratio.to())
                .put("metric", ratio.metric())
                .put("value", ratio.value())
                .put("low", ratio.low())
                .put("high", ratio.high())
                .put("placement", ratio.placement());
    }

    /** The experiments there are; ends with a new line. */
    public static String list() {
        var list = MAPPER.createArrayNode();
        for (var experiment : Bench.values()) {
            list.addObject().put("name", experiment.word()).put("title", experiment.title());
        }
        return list.toPrettyString() + "\n";
    }

    /** The rows, a column for each parameter that any of them has. */
    static String csv(Results results) {
        var names = results.rows().stream()
                .flatMap(row -> row.parameters().keySet().stream())
                .distinct()
                .toList();
        var header = new ArrayList<>(List.of("experiment", "subject"));
        header.addAll(names);
        header.addAll(List.of("unit", "samples", "p50", "p99", "p999", "max", "throughput"));
        return line(header)
                + results.rows().stream()
                        .map(row -> line(cells(results.experiment(), row, names)))
                        .collect(Collectors.joining());
    }

    private static List<String> cells(String experiment, Results.Row row, List<String> names) {
        var cells = new ArrayList<>(List.of(experiment, row.subject()));
        Map<String, Object> parameters = row.parameters();
        names.forEach(name -> cells.add(String.valueOf(parameters.getOrDefault(name, ""))));
        cells.addAll(List.of(
                row.unit(),
                Long.toString(row.samples()),
                number(row.p50()),
                number(row.p99()),
                row.p999() == null ? "" : number(row.p999()),
                number(row.max()),
                number(row.throughput())));
        return cells;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** As RFC 4180: a cell with a comma or a quote stands in quotes. */
    private static String line(List<String> cells) {
        return cells.stream()
                        .map(cell -> cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    /** Writes NAME.json, NAME.csv and NAME.png, and makes the directory where there is none. */
    public static void write(Results results, Path directory) {
        var name = results.experiment();
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".json"), json(results));
            Files.writeString(directory.resolve(name + ".csv"), csv(results));
            Plot.write(results, directory.resolve(name + ".png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
