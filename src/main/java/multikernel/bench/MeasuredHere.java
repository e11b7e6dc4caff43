package multikernel.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What {@code bench EXPERIMENT --output} wrote on a real machine, as a part of the page of results. */
final class MeasuredHere {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private MeasuredHere() {}

    /**
     * @param directory where it was written
     * @param link the same as the page names it
     */
    static String text(String experiment, Path directory, String link) {
        var file = directory.resolve(experiment + ".json");
        if (!Files.exists(file)) {
            return "**This machine**: not measured here. `multikernel bench " + experiment + " --output src/docs/"
                    + link + "` adds it.\n";
        }
        try {
            var document = MAPPER.readTree(file.toFile());
            return head(document, link + "/" + experiment)
                    + rows(document.path("rows"))
                    + ratios(document.path("ratios"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String head(JsonNode document, String name) {
        var machine = document.path("machine");
        return "**This machine**: " + machine.path("model").asText() + ", "
                + machine.path("cpus").asInt() + " CPUs, " + machine.path("os").asText() + ", JDK "
                + machine.path("jdk").asText() + ".\n\n![" + name + "](" + name + ".png) [CSV](" + name
                + ".csv) [JSON]("
                + name + ".json)\n";
    }

    /** Times alone: what an operation allocates stands in the CSV file. */
    private static String rows(JsonNode rows) {
        var table = new StringBuilder("\n| subject | CPUs | median, ns | p99, ns |\n|---|---|---|---|\n");
        for (var row : rows) {
            if (row.path("unit").asText().equals("ns")) {
                table.append("| ")
                        .append(row.path("subject").asText())
                        .append(parameters(row.path("parameters")))
                        .append(" | ")
                        .append(row.at("/parameters/placement").asText())
                        .append(String.format(
                                Locale.ROOT,
                                " | %,.0f | %,.0f |\n",
                                row.path("p50").asDouble(),
                                row.path("p99").asDouble()));
            }
        }
        return table.toString();
    }

    private static String parameters(JsonNode parameters) {
        var said = new ArrayList<String>();
        parameters.properties().forEach(parameter -> {
            if (!parameter.getKey().equals("placement")) {
                said.add(parameter.getKey() + " " + parameter.getValue().asText());
            }
        });
        return said.stream().map(each -> ", " + each).collect(Collectors.joining());
    }

    /** Each once, and in one of its directions, the one below 1. */
    private static String ratios(JsonNode ratios) {
        var lines = StreamSupport.stream(ratios.spliterator(), false)
                .filter(ratio -> ratio.path("value").asDouble() <= 1)
                .map(ratio -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %.3f | %.3f to %.3f |\n",
                        ratio.path("of").asText(),
                        ratio.path("to").asText(),
                        ratio.path("metric").asText(),
                        ratio.path("placement").asText(),
                        ratio.path("value").asDouble(),
                        ratio.path("low").asDouble(),
                        ratio.path("high").asDouble()))
                .distinct()
                .collect(Collectors.joining());
        return lines.isEmpty()
                ? ""
                : "\n| of | to | metric | CPUs | ratio | quartiles |\n|---|---|---|---|---|---|\n" + lines;
    }
}
