package multikernel.cli;

import static multikernel.cli.Table.number;
import static multikernel.cli.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The capabilities as the tree of what was made from what: under each object its other copies, then what was made from
 * it. An object that has no copy here any more, but something made from it, is a line of its own.
 */
final class MemoryTree {

    private static final List<String> RIGHTS = List.of("read", "write", "grant", "identify");

    private final Map<String, List<JsonNode>> copies = new LinkedHashMap<>();
    private final Map<String, Set<String>> children = new LinkedHashMap<>();
    private final Set<String> drawn = new HashSet<>();
    private final List<Row> rows = new ArrayList<>();

    /** @param capability missing for an object without copies */
    private record Row(String label, JsonNode capability) {}

    private MemoryTree(JsonNode capabilities) {
        for (var capability : capabilities) {
            var object = capability.path("object").asText();
            copies.computeIfAbsent(object, none -> new ArrayList<>()).add(capability);
            children.computeIfAbsent(capability.path("parentObject").asText(), none -> new LinkedHashSet<>())
                    .add(object);
        }
    }

    static String draw(JsonNode capabilities) {
        var tree = new MemoryTree(capabilities);
        tree.children.getOrDefault("", Set.of()).forEach(root -> tree.draw(root, "", ""));
        for (var parent : List.copyOf(tree.children.keySet())) {
            if (!parent.isEmpty() && !tree.copies.containsKey(parent)) {
                tree.draw(parent, "", "");
            }
        }
        // What is only made from itself would be a fault of the node: it is shown all the same.
        tree.copies.keySet().forEach(object -> tree.draw(object, "", ""));
        return tree.table();
    }

    /**
     * @param first what stands before the object's own line
     * @param rest what stands before the lines under it
     */
    private void draw(String object, String first, String rest) {
        if (!drawn.add(object)) {
            return;
        }
        var own = copies.getOrDefault(object, List.of());
        var below = new ArrayList<>(children.getOrDefault(object, Set.of()));
        if (own.isEmpty()) {
            rows.add(new Row(first + object + ", no copy here", MissingNode.getInstance()));
        }
        for (int i = 0; i < own.size(); i++) {
            var word = word(own.get(i));
            var indent = rest + (below.isEmpty() ? "" : "│");
            rows.add(new Row(i == 0 ? first + word : indent + "= " + word, own.get(i)));
            own.get(i).path("far").forEach(name -> rows.add(new Row(indent + "> " + word, name)));
        }
        for (int i = 0; i < below.size(); i++) {
            boolean isLast = i == below.size() - 1;
            draw(below.get(i), rest + (isLast ? "└─ " : "├─ "), rest + (isLast ? "   " : "│  "));
        }
    }

    private static String word(JsonNode capability) {
        var type = capability.path("type").asText();
        return MemoryViews.isFar(capability)
                ? type + " of " + capability.path("home").asText()
                : type;
    }

    private static String core(JsonNode capability) {
        return capability.has("node")
                ? MemoryViews.place(capability)
                : capability.path("core").asText();
    }

    /** A number that only home knows is none. */
    private static String known(JsonNode number) {
        return number.asInt(-1) < 0 ? number.isMissingNode() ? "" : "-" : number.asText();
    }

    private String table() {
        return new Table<Row>(List.of(
                        text("CAPABILITY", Row::label),
                        number("SIZE", row -> size(row.capability())),
                        text("RIGHTS", row -> rights(row.capability())),
                        number("CORE", row -> core(row.capability())),
                        number("OWNER", row -> known(row.capability().path("owner"))),
                        number("COPIES", row -> known(row.capability().path("copies"))),
                        text(
                                "MAPPED",
                                row -> MemoryViews.orDash(
                                        Views.list(row.capability().path("mappedOn")))),
                        text("REF", row -> row.capability().path("ref").asText())))
                .render(rows);
    }

    private static String size(JsonNode capability) {
        long bytes = capability.path("bytes").asLong(-1);
        return bytes < 0 ? "-" : Bytes.text(bytes);
    }

    private static String rights(JsonNode capability) {
        var letters = new StringBuilder("-".repeat(RIGHTS.size()));
        for (var right : capability.path("rights")) {
            int at = RIGHTS.indexOf(right.asText());
            if (at >= 0) {
                letters.setCharAt(at, right.asText().charAt(0));
            }
        }
        return letters.toString();
    }
}
