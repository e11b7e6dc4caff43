package multikernel.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One dashboard as it is written down here. The files are generated because panels share variables, selectors and links
 * to the letter: by hand, one more label is two hundred edits.
 */
final class Sheet {

    private static final int COLUMNS = 24;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String name;
    private final String title;
    private final String about;
    private final List<Panel> panels = new ArrayList<>();
    private final List<ObjectNode> variables = new ArrayList<>();

    /** @param name of its file, and the end of its uid */
    Sheet(String name, String title, String about) {
        this.name = name;
        this.title = title;
        this.about = about;
        variables.add(source());
        query("job", "Job", "label_values(multikernel_cores, job)");
        query("node", "Node", "label_values(multikernel_cores{job=~\"$job\"}, node)");
    }

    String name() {
        return name;
    }

    static ObjectNode datasource() {
        return JSON.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    private static ObjectNode source() {
        var json = JSON.objectNode().put("name", "datasource").put("label", "Data source");
        json.put("type", "datasource").put("query", "prometheus");
        json.putObject("current").put("text", "Prometheus").put("value", "prometheus");
        return json;
    }

    /** Lets the reader choose cores. */
    Sheet cores() {
        var cores = "label_values(multikernel_core_busy_seconds_total{job=~\"$job\",node=~\"$node\"}, core)";
        query("core", "Core", cores);
        return this;
    }

    private void query(String variable, String label, String query) {
        var json = JSON.objectNode().put("name", variable).put("label", label).put("type", "query");
        json.set("datasource", datasource());
        json.putObject("query").put("query", query).put("refId", variable);
        json.put("refresh", 2).put("sort", 3);
        json.put("multi", true).put("includeAll", true).put("allValue", ".+");
        json.putObject("current").put("text", "All").put("value", "$__all");
        variables.add(json);
    }

    /** Lets the reader choose what is added up. */
    Sheet by(String... labels) {
        choice("by", "By", labels);
        return this;
    }

    /** Lets the reader choose how many of the highest are shown. */
    Sheet top() {
        choice("top", "Top", "8", "4", "16", "32");
        return this;
    }

    /** @param values the first is chosen at first; a comma in one is part of it */
    private void choice(String variable, String label, String... values) {
        var json = JSON.objectNode().put("name", variable).put("label", label).put("type", "custom");
        json.put("query", written(values)).put("multi", false).put("includeAll", false);
        json.putObject("current").put("text", values[0]).put("value", values[0]);
        var options = json.putArray("options");
        for (var value : values) {
            options.addObject().put("text", value).put("value", value).put("selected", value.equals(values[0]));
        }
        variables.add(json);
    }

    private static String written(String... values) {
        return Arrays.stream(values).map(value -> value.replace(",", "\\,")).collect(Collectors.joining(","));
    }

    Sheet row(Panel... added) {
        panels.addAll(List.of(added));
        return this;
    }

    String text() throws JsonProcessingException {
        var printer = new DefaultPrettyPrinter()
                .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE)
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return new ObjectMapper().writer(printer).writeValueAsString(json()) + "\n";
    }

    private ObjectNode json() {
        var json = JSON.objectNode().put("uid", "multikernel-" + name).put("title", "Multikernel / " + title);
        json.put("description", about);
        json.putArray("tags").add("multikernel");
        json.put("schemaVersion", 39).put("version", 1).put("editable", false);
        json.put("graphTooltip", 1).put("refresh", "10s").put("timezone", "browser");
        json.putObject("time").put("from", "now-30m").put("to", "now");
        json.putObject("annotations").putArray("list");
        link(json.putArray("links"));
        json.putObject("templating").putArray("list").addAll(variables);
        place(json.putArray("panels"));
        return json;
    }

    /** All that one is made of; what its address has in it, time and variables, is not added once more. */
    static ObjectNode link(String title, String address) {
        var link = JSON.objectNode().put("title", title).put("type", "link").put("url", address);
        link.putArray("tags");
        link.put("asDropdown", false).put("targetBlank", false);
        link.put("includeVars", false).put("keepTime", false);
        return link.put("icon", "").put("tooltip", "");
    }

    private static void link(ArrayNode links) {
        var link = links.addObject().put("title", "Multikernel").put("type", "dashboards");
        link.putArray("tags").add("multikernel");
        link.put("asDropdown", false)
                .put("includeVars", true)
                .put("keepTime", true)
                .put("targetBlank", false);
        link.put("icon", "external link").put("tooltip", "").put("url", "");
    }

    /** From left to right, and below what is there once a row is full. */
    private void place(ArrayNode placed) {
        int x = 0;
        int y = 0;
        int deepest = 0;
        for (var panel : panels) {
            if (x + panel.width() > COLUMNS) {
                x = 0;
                y += deepest;
                deepest = 0;
            }
            placed.add(panel.json(placed.size() + 1, x, y));
            x += panel.width();
            deepest = Math.max(deepest, panel.height());
        }
    }
}
