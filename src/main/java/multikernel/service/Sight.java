package multikernel.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import multikernel.base.ChannelReading;
import multikernel.base.CoreReading;
import multikernel.domain.Kernel;

/**
 * One look at everything of a node that can be read without asking a core.
 *
 * @param tables by name, each row as JSON by its key; what matters most to someone who has just come is first
 * @param loads of each core in the order of the table: how busy it is in thousandths, and its run queue
 */
record Sight(
        Map<String, Map<String, String>> tables,
        ArrayNode loads,
        long uptimeMillis,
        int cores,
        List<ChannelReading> channels) {

    private static final int PER_MILLE = 1000;

    /** The oldest: each is another at every look, for it is older. */
    private static final int AGREEMENTS_MAX = 32;

    static Sight of(Kernel kernel) {
        var cores = kernel.cores();
        var counts = kernel.counts();
        var node = kernel.status();
        var tables = new LinkedHashMap<String, Map<String, String>>();
        tables.put("node", Map.of("", Json.text(standing(Readings.node(node), kernel.unreadyReason()))));
        tables.put("cores", table(cores, core -> core.id().toString(), Sight::core));
        tables.put("nodes", table(kernel.nodes(), each -> each.name() + " " + each.incarnation(), Readings::member));
        tables.put("domains", table(kernel.domains(), each -> each.name(), Readings::domain));
        tables.put("traces", table(kernel.traces().traces(), each -> each.name(), TraceRoutes::row));
        tables.put("requests", table(counts.requests(), each -> each.domain() + " " + each.core(), Readings::requests));
        tables.put(
                "operations",
                table(counts.operations(), each -> each.core() + " " + each.protocol(), Readings::operation));
        tables.put(
                "agreements",
                table(
                        counts.agreements().stream().limit(AGREEMENTS_MAX).toList(),
                        each -> each.operation() + " " + each.protocol(),
                        Readings::agreement));
        tables.put(
                "partitions",
                table(counts.partitions(), each -> each.domain() + " " + each.partition(), Readings::partition));
        return new Sight(
                tables,
                Json.array(cores, Sight::load),
                node.uptimeMillis(),
                cores.stream().mapToInt(core -> core.id().index() + 1).max().orElse(0),
                kernel.channels());
    }

    /** What stays the same from one second to the next. */
    private static ObjectNode standing(ObjectNode node, String unready) {
        node.remove("uptimeMillis");
        return node.put("unready", unready);
    }

    private static ObjectNode core(CoreReading core) {
        var json = Readings.core(core);
        json.remove("utilization");
        return json;
    }

    private static ArrayNode load(CoreReading core) {
        return Json.object()
                .arrayNode()
                .add(Math.round(core.utilization() * PER_MILLE))
                .add(core.runQueue());
    }

    private static <T> Map<String, String> table(
            Collection<T> readings, Function<T, String> key, Function<T, ? extends JsonNode> row) {
        var table = new LinkedHashMap<String, String>();
        readings.forEach(reading -> table.put(key.apply(reading), Json.text(row.apply(reading))));
        return table;
    }
}
