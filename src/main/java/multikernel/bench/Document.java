package multikernel.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import multikernel.simulation.figure.Figure;
import multikernel.simulation.machine.Model;

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

    /** The experiments that run on models; ends with a new line. */
    public static String figures() {
        var list = MAPPER.createArrayNode();
        for (var figure : Figure.values()) {
            list.addObject()
                    .put("name", figure.word())
                    .put("machine", figure.machine())
                    .put("title", figure.title());
        }
        return list.toPrettyString() + "\n";
    }

    /** Modelled machines, and the hash of the numbers that they are made from; ends with a new line. */
    public static String machines(List<Model> models) {
        var document = MAPPER.createObjectNode();
        document.put("parameters", Simulation.shipped().hash());
        var list = document.putArray("machines");
        for (var model : models) {
            list.addObject()
                    .put("name", model.name())
                    .put("cores", model.count())
                    .put("packages", model.packages())
                    .put("clockMegahertz", model.clockMegahertz());
        }
        return document.toPrettyString() + "\n";
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
        write(results, results.experiment(), Plot.of(results), directory);
    }

    /** The same as EXPERIMENT-MACHINE, with the curves of the simulation. */
    public static void write(Simulation simulation, Path directory) {
        var name = simulation.figure().word() + "-" + simulation.model().name();
        write(simulation.results(), name, Curves.of(simulation), directory);
    }

    private static void write(Results results, String name, BufferedImage picture, Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name + ".json"), json(results));
            Files.writeString(directory.resolve(name + ".csv"), csv(results));
            try (var out = Files.newOutputStream(directory.resolve(name + ".png"))) {
                ImageIO.write(picture, "png", out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
