package multikernel.dashboards;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One panel as it is written down here. In its queries {@code {N}} stands for the chosen jobs and nodes, {@code {C}}
 * for those and the chosen cores, {@code {T}} for the chosen cores as receivers, and {@code [R]} for Grafana's own
 * interval.
 */
final class Panel {

    private record Target(String expression, String legend) {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Of a column; Grafana's own lets six of them push the value out of half a screen. */
    private static final int COLUMN_PIXELS_MIN = 80;

    /** Units of what is counted. */
    private static final Set<String> COUNTED = Set.of("none", "ops", "mps", "reqps");

    private static final String[] COLORS = {"green", "orange", "red"};

    private final String type;
    private final String title;
    private final List<Target> targets = new ArrayList<>();
    private final List<Double> thresholds = new ArrayList<>();
    private String description = "";
    private String unit = "none";
    private String value = "";
    private String detail = "";
    private int width = 12;
    private int height = 8;
    private String nothing = "";
    private List<String> hidden = List.of();
    private boolean isStacked;
    private boolean isLowBad;
    private boolean isShare;
    private boolean hasOutcomes;

    private Panel(String type, String title) {
        this.type = type;
        this.title = title;
    }

    static Panel stat(String title) {
        return new Panel("stat", title).size(4, 4);
    }

    static Panel lines(String title) {
        return new Panel("timeseries", title);
    }

    /** @param value what its last column is called; empty for none */
    static Panel table(String title, String value) {
        var table = new Panel("table", title);
        table.value = value;
        return table;
    }

    static Panel bars(String title) {
        return new Panel("bargauge", title);
    }

    /** @param high what it means when it is, {@code then} what to do about it */
    Panel about(String what, String high, String then) {
        description = what + " High means " + high + " To do: " + then;
        return this;
    }

    Panel unit(String name) {
        unit = name;
        isShare = name.equals("percentunit");
        return this;
    }

    Panel ask(String expression, String legend) {
        targets.add(new Target(Matchers.written(expression), legend));
        return this;
    }

    /** From the first on it is orange, from the second on red. */
    Panel from(double... values) {
        for (var value : values) {
            thresholds.add(value);
        }
        return this;
    }

    /** Below the first it is red, from the last on green, and orange between them. */
    Panel least(double... values) {
        isLowBad = true;
        return from(values);
    }

    /** Columns of a table that it does not show. */
    Panel without(String... columns) {
        hidden = List.of(columns);
        return this;
    }

    Panel size(int columns, int rows) {
        width = columns;
        height = rows;
        return this;
    }

    Panel stacked() {
        isStacked = true;
        return this;
    }

    /** What it says where no query has an answer, and that is as it must be. */
    Panel nothing(String words) {
        nothing = words;
        return this;
    }

    /** Its legends end in outcomes: green where it was done, red where the node is to blame, orange else. */
    Panel outcomes() {
        hasOutcomes = true;
        return this;
    }

    /** The dashboard where one looks next. */
    Panel detail(String name) {
        detail = name;
        return this;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ObjectNode json(int id, int x, int y) {
        var json = JSON.objectNode().put("id", id).put("type", type).put("title", title);
        json.put("description", description);
        json.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
        json.set("datasource", Sheet.datasource());
        if (!detail.isEmpty()) {
            var address = "/d/multikernel-" + detail + "?${__url_time_range}&${__all_variables}";
            json.putArray("links").add(Sheet.link("Look closer", address));
        }
        var asked = json.putArray("targets");
        for (int i = 0; i < targets.size(); i++) {
            asked.add(target(targets.get(i), (char) ('A' + i)));
        }
        json.set("fieldConfig", fields());
        json.set("options", options());
        if (isTable()) {
            json.putArray("transformations").add(Columns.organize(value, hidden));
        }
        return json;
    }

    private ObjectNode target(Target target, char name) {
        var isInstant = !type.equals("timeseries");
        var json = JSON.objectNode().put("refId", String.valueOf(name));
        json.set("datasource", Sheet.datasource());
        json.put("expr", target.expression).put("legendFormat", target.legend);
        if (isTable()) {
            json.put("format", "table");
        }
        return json.put("range", !isInstant).put("instant", isInstant);
    }

    private ObjectNode fields() {
        var fields = JSON.objectNode();
        var defaults = fields.putObject("defaults").put("unit", isTable() ? "none" : unit);
        var overrides = fields.putArray("overrides");
        if (!nothing.isEmpty()) {
            defaults.put("noValue", nothing);
        }
        if (isTable()) {
            defaults.putObject("custom").put("minWidth", COLUMN_PIXELS_MIN);
            value(overrides.addObject());
            Columns.size(overrides);
            return fields;
        }
        if (hasOutcomes) {
            Outcomes.color(overrides);
        }
        defaults.put("min", 0);
        if (isShare) {
            defaults.put("max", 1);
        }
        defaults.set("thresholds", thresholds());
        defaults.putObject("color").put("mode", type.equals("timeseries") ? "palette-classic" : "thresholds");
        if (type.equals("timeseries")) {
            custom(defaults.putObject("custom"));
        }
        return fields;
    }

    private boolean isTable() {
        return type.equals("table");
    }

    /** Numbers of cores are text in other columns, and Grafana would give them a unit and a color, too. */
    private void value(ObjectNode override) {
        override.putObject("matcher").put("id", "byName").put("options", "Value");
        var properties = override.putArray("properties");
        properties.addObject().put("id", "unit").put("value", unit);
        if (!thresholds.isEmpty()) {
            properties.addObject().put("id", "thresholds").set("value", thresholds());
            properties.addObject().put("id", "color").putObject("value").put("mode", "thresholds");
            properties
                    .addObject()
                    .put("id", "custom.cellOptions")
                    .putObject("value")
                    .put("type", "color-text");
        }
    }

    private ObjectNode thresholds() {
        var all = JSON.objectNode().put("mode", "absolute");
        var steps = all.putArray("steps");
        steps.addObject().put("color", color(0)).putNull("value");
        for (int i = 0; i < thresholds.size(); i++) {
            steps.addObject().put("color", color(i + 1)).put("value", thresholds.get(i));
        }
        return all;
    }

    private String color(int step) {
        if (!isLowBad) {
            return COLORS[step];
        }
        return step == thresholds.size() ? COLORS[0] : COLORS[COLORS.length - 1 - step];
    }

    private void custom(ObjectNode custom) {
        custom.put("drawStyle", "line").put("lineWidth", 1).put("showPoints", "never");
        custom.put("fillOpacity", isStacked ? 40 : 5);
        custom.putObject("stacking").put("mode", isStacked ? "normal" : "none").put("group", "A");
        if (!thresholds.isEmpty()) {
            custom.putObject("thresholdsStyle").put("mode", "dashed");
        }
        // With nothing above 0 the axis would go to 100, and 20 ms look as much as 20 s.
        if (!thresholds.isEmpty() && !isShare) {
            custom.put("axisSoftMax", thresholds.getFirst());
        } else if (COUNTED.contains(unit)) {
            custom.put("axisSoftMax", 1);
        }
    }

    private ObjectNode options() {
        var options = JSON.objectNode();
        switch (type) {
            case "timeseries" -> {
                options.putObject("legend")
                        .put("displayMode", "list")
                        .put("placement", "bottom")
                        .put("showLegend", true);
                options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case "table" -> options.put("showHeader", true).put("cellHeight", "sm");
            case "bargauge" -> {
                options.put("orientation", "horizontal").put("displayMode", "basic");
                options.put("sizing", "manual").put("minVizHeight", 16).put("maxVizHeight", 32);
                options.set("reduceOptions", last());
            }
            default -> {
                options.put("colorMode", "value").put("graphMode", "none").put("textMode", "auto");
                options.set("reduceOptions", last());
            }
        }
        return options;
    }

    private static ObjectNode last() {
        var reduce = JSON.objectNode();
        reduce.putArray("calcs").add("lastNotNull");
        return reduce.put("fields", "").put("values", false);
    }
}
