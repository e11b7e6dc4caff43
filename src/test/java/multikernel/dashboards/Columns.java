package multikernel.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns of a table: which, in which order, and how wide. */
final class Columns {

    /** The time of the look is the same in each row, and so is what all rows are about; names of nodes are enough. */
    private static final List<String> HIDDEN = List.of("Time", "__name__", "job", "alertstate", "instance");

    /** What it is, then where. */
    private static final List<String> ORDER = List.of(
            "alertname",
            "severity",
            "node",
            "core",
            "from",
            "to",
            "tier",
            "plane",
            "domain",
            "protocol",
            "outcome",
            "where");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Those of which one knows how long their words are; the others share what is left, and need it. */
    private static final Map<String, Integer> PIXELS =
            new TreeMap<>(Map.of("alertname", 210, "severity", 90, "node", 160, "core", 60, "from", 60, "plane", 90));

    private Columns() {}

    /**
     * @param value what its last column is called; empty for none
     * @param more that are not shown
     */
    static ObjectNode organize(String value, List<String> more) {
        var organize = JSON.objectNode().put("id", "organize");
        var options = organize.putObject("options");
        var hidden = options.putObject("excludeByName");
        HIDDEN.forEach(name -> hidden.put(name, true));
        more.forEach(name -> hidden.put(name, true));
        var places = options.putObject("indexByName");
        ORDER.forEach(name -> places.put(name, places.size()));
        var renamed = options.putObject("renameByName").put("alertname", "alert");
        if (value.isEmpty()) {
            hidden.put("Value", true);
        } else {
            places.put("Value", places.size());
            renamed.put("Value", value);
        }
        return organize;
    }

    /** With columns of one width some words are cut while beside them is room. */
    static void size(ArrayNode overrides) {
        PIXELS.forEach((column, pixels) -> {
            var override = overrides.addObject();
            override.putObject("matcher").put("id", "byName").put("options", column);
            override.putArray("properties")
                    .addObject()
                    .put("id", "custom.width")
                    .put("value", pixels);
        });
    }
}
