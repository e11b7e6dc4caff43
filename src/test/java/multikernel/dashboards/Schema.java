package multikernel.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Checks a document against a JSON schema, as far as the one of Grafana's dashboards goes: a schema with any other word
 * is refused, so that nothing in it is overlooked.
 */
final class Schema {

    private static final Set<String> WORDS = Set.of(
            "$schema",
            "$ref",
            "definitions",
            "type",
            "properties",
            "additionalProperties",
            "required",
            "items",
            "enum",
            "const",
            "anyOf");

    private final JsonNode root;

    private Schema(JsonNode root) {
        this.root = root;
    }

    static Schema read(Path file) throws IOException {
        return new Schema(new ObjectMapper().readTree(file.toFile()));
    }

    /** Where the document is wrong and why, a line each; empty if it is as it should be. */
    List<String> wrong(JsonNode document) {
        return wrong("", document, root);
    }

    private List<String> wrong(String at, JsonNode value, JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.asBoolean() ? List.of() : List.of(at + " is not known");
        }
        schema.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                throw new IllegalArgumentException("a word of schemas that is not read here: " + word);
            }
        });
        if (schema.has("$ref")) {
            return wrong(at, value, root.at(schema.path("$ref").asText().substring(1)));
        }
        var wrong = new ArrayList<String>();
        if (schema.has("type") && !isOf(schema.path("type"), value)) {
            wrong.add(at + " is no " + schema.path("type"));
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(each -> isSame(each, value))) {
            wrong.add(at + " is none of " + schema.path("enum"));
        }
        if (schema.has("const") && !isSame(schema.path("const"), value)) {
            wrong.add(at + " is not " + schema.path("const"));
        }
        if (value.isObject()) {
            wrong.addAll(inObject(at, value, schema));
        }
        for (var index = 0; value.isArray() && schema.has("items") && index < value.size(); index++) {
            wrong.addAll(wrong(at + "/" + index, value.path(index), schema.path("items")));
        }
        wrong.addAll(inAny(at, value, schema));
        return wrong;
    }

    private List<String> inObject(String at, JsonNode value, JsonNode schema) {
        var wrong = new ArrayList<String>();
        for (var name : schema.path("required")) {
            if (!value.has(name.asText())) {
                wrong.add(at + " lacks " + name.asText());
            }
        }
        for (var field : value.properties()) {
            var known = schema.path("properties").path(field.getKey());
            var rule = known.isMissingNode() ? schema.path("additionalProperties") : known;
            if (!rule.isMissingNode()) {
                wrong.addAll(wrong(at + "/" + field.getKey(), field.getValue(), rule));
            }
        }
        return wrong;
    }

    /** Of what none fits, what is wrong with the one that comes nearest. */
    private List<String> inAny(String at, JsonNode value, JsonNode schema) {
        return schema.path("anyOf")
                .valueStream()
                .map(each -> wrong(at, value, each))
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.asDouble() == other.asDouble() : one.equals(other);
    }

    private static boolean isOf(JsonNode types, JsonNode value) {
        return types.isArray()
                ? types.valueStream().anyMatch(each -> isOf(each, value))
                : switch (types.asText()) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isTextual();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    case "null" -> value.isNull();
                    default -> throw new IllegalArgumentException("no such type: " + types);
                };
    }
}
