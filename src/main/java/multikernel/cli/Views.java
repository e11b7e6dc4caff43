package multikernel.cli;

import static multikernel.cli.Table.number;
import static multikernel.cli.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import multikernel.cli.Table.Column;

/** What each answer of the API looks like to a person. */
final class Views {

    private Views() {}

    static String status(JsonNode node) {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("node", field(node, "node")));
        lines.add(List.of("version", field(node, "version")));
        lines.add(List.of("cores", field(node, "coresOnline") + " of " + field(node, "cores") + " online"));
        lines.add(List.of("domains", field(node, "domains")));
        lines.add(List.of("members", field(node, "members")));
        lines.add(List.of("uptime", uptime(node.path("uptimeMillis").asLong())));
        lines.add(List.of("view", field(node, "view")));
        return lines.stream()
                .map(line -> String.format(Locale.ROOT, "%-8s %s%n", line.get(0), Table.printable(line.get(1))))
                .collect(Collectors.joining());
    }

    static String nodes(JsonNode nodes) {
        return table(
                nodes,
                words("NAME", "name"),
                words("STATE", "state"),
                numbers("INCARNATION", "incarnation"),
                numbers("CORES", "cores"),
                words("ADDRESS", "address"),
                words("SINCE", "since"));
    }

    static String cores(JsonNode cores) {
        return table(
                cores,
                numbers("ID", "id"),
                words("STATE", "state"),
                number("UTILIZATION", core -> percent(core.path("utilization").asDouble())),
                numbers("DISPATCHERS", "dispatchers"),
                numbers("CPU", "cpu"),
                words("PINNED", "pinned"),
                numbers("PACKAGE", "package"),
                numbers("NUMA", "numaNode"),
                words("KIND", "kind"),
                numbers("INCARNATION", "incarnation"),
                words("THREAD", "thread"),
                words("NODE", "node"));
    }

    static String channels(JsonNode channels) {
        return table(
                channels,
                numbers("FROM", "from"),
                new Table.Column<>("TO", true, Views::receiver),
                words("TIER", "tier"),
                words("PLANE", "plane"),
                numbers("CAPACITY", "capacity"),
                numbers("DEPTH", "depth"),
                numbers("SENT", "sent"),
                numbers("RECEIVED", "received"),
                numbers("STALLS", "stalls"),
                numbers("REJECTED", "rejected"));
    }

    static String groups(JsonNode groups) {
        return table(
                groups,
                words("DOMAIN", "domain"),
                words("NODE", "node"),
                numbers("CORE", "core"),
                numbers("MULTICASTS", "multicasts"),
                numbers("ANYCASTS", "anycasts"),
                numbers("DELIVERED", "delivered"),
                numbers("UNTAKEN", "untaken"),
                numbers("BUSY", "busy"),
                numbers("LEFT-BEHIND", "leftBehind"),
                text("WAITS", member -> rounds(member, "waits")),
                text("AWAITED", member -> rounds(member, "awaited")),
                text("ELSEWHERE", member -> elsewhere(member)));
    }

    /** How many members of its group are on each other node. */
    private static String elsewhere(JsonNode member) {
        var nodes = stream(member.path("elsewhere"))
                .collect(Collectors.groupingBy(place -> field(place, "node"), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        return nodes.isEmpty() ? "-" : nodes;
    }

    /** The rounds of a member that are in this state. */
    private static String rounds(JsonNode member, String state) {
        var names = stream(member.path("rounds"))
                .filter(round -> field(round, "state").equals(state))
                .map(round -> field(round, "kind") + " " + field(round, "name") + " " + field(round, "round"))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "-" : names;
    }

    /** A core, after its node where that is another. */
    private static String receiver(JsonNode channel) {
        var core = channel.path("to").asText();
        return channel.has("toNode") ? channel.path("toNode").asText() + "/" + core : core;
    }

    static String domains(JsonNode domains) {
        return table(
                domains,
                words("NAME", "name"),
                words("KIND", "kind"),
                words("STATE", "state"),
                text("CORES", domain -> list(domain.path("cores"))),
                numbers("SHARDS", "shards"),
                text(
                        "SETTINGS",
                        domain -> domain.path("settings").properties().stream()
                                .map(setting -> setting.getKey() + "="
                                        + setting.getValue().asText())
                                .collect(Collectors.joining(" "))));
    }

    static String agreements(JsonNode agreements) {
        return table(
                agreements,
                words("OPERATION", "operation"),
                words("PROTOCOL", "protocol"),
                words("DOMAIN", "domain"),
                number("AGE", agreement -> age(agreement.path("ageMicros").asDouble())),
                numbers("ASKED", "asked"),
                numbers("OWNER", "owner"),
                words("PHASE", "phase"),
                number("VOTES", Views::votes),
                text("AWAITED", agreement -> orDash(list(agreement.path("awaited")))));
    }

    private static String votes(JsonNode agreement) {
        int voters = agreement.path("voters").asInt();
        return voters == 0 ? "-" : agreement.path("voted").asInt() + " of " + voters;
    }

    private static String age(double micros) {
        return String.format(Locale.ROOT, micros < 1e6 ? "%.0f ms" : "%.1f s", micros / (micros < 1e6 ? 1e3 : 1e6));
    }

    static String partitions(JsonNode partitions) {
        return table(
                partitions,
                words("DOMAIN", "domain"),
                numbers("PARTITION", "partition"),
                words("OWNER", "owner"),
                words("HERE", "role"),
                text("REPLICAS", partition -> orDash(list(partition.path("replicas")))),
                text("ABSENT", partition -> orDash(list(partition.path("absent")))),
                numbers("BALLOT", "ballot"),
                numbers("CORE", "core"));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    static String kinds(JsonNode kinds) {
        var rows = new ArrayList<JsonNode>();
        for (var kind : kinds) {
            if (kind.path("settings").isEmpty()) {
                rows.add(kind);
            }
            for (var setting : kind.path("settings")) {
                rows.add(((com.fasterxml.jackson.databind.node.ObjectNode) setting.deepCopy())
                        .put("kind", field(kind, "name")));
            }
        }
        return new Table<>(List.of(
                        text("KIND", (JsonNode row) -> row.has("kind") ? field(row, "kind") : field(row, "name")),
                        text("SETTING", row -> row.has("kind") ? field(row, "name") : "-"),
                        words("DEFAULT", "default"),
                        words("MEANING", "meaning")))
                .render(rows);
    }

    /** Cores or names, as a person writes them. */
    static String list(JsonNode each) {
        return stream(each).map(JsonNode::asText).collect(Collectors.joining(","));
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @SafeVarargs
    private static String table(JsonNode rows, Column<JsonNode>... columns) {
        return new Table<>(List.of(columns)).render(stream(rows).toList());
    }

    private static Column<JsonNode> words(String header, String field) {
        return text(header, row -> field(row, field));
    }

    private static Column<JsonNode> numbers(String header, String field) {
        return number(header, row -> field(row, field));
    }

    /** The API says -1 where there is nothing to say. */
    private static String field(JsonNode row, String field) {
        var text = row.path(field).asText();
        return text.equals("-1") ? "-" : orDash(text);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String uptime(long millis) {
        var time = Duration.ofMillis(millis);
        var days = time.toDays() > 0 ? time.toDays() + " d " : "";
        return days
                + String.format(
                        Locale.ROOT, "%02d:%02d:%02d", time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart());
    }
}
