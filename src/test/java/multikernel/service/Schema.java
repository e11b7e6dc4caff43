package multikernel.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** As much of JSON Schema as our OpenAPI document uses. */
record Schema(JsonNode document) {

    /** Where the value is not what the schema says; empty if it is. */
    List<String> violations(JsonNode schema, JsonNode value) {
        var found = new ArrayList<String>();
        check(schema, value, "$", found);
        return found;
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> found) {
        if (schema.has("$ref")) {
            var target = document.at(schema.get("$ref").asText().substring(1));
            if (target.isMissingNode()) {
                found.add(at + ": no " + schema.get("$ref"));
            }
            check(target, value, at, found);
            return;
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            found.add(at + ": not " + schema.get("const"));
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            found.add(at + ": " + value + " is none of " + schema.get("enum"));
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(value.asText())
                        .find()) {
            found.add(at + ": " + value + " does not match");
        }
        if (schema.has("type") && !isOf(schema.get("type").asText(), value)) {
            found.add(at + ": " + value + " is not of type " + schema.get("type"));
        }
        members(schema, value, at, found);
        if (value.isArray() && schema.has("items")) {
            value.forEach(item -> check(schema.get("items"), item, at + "[]", found));
        }
    }

    private void members(JsonNode schema, JsonNode value, String at, List<String> found) {
        for (var required : schema.path("required")) {
            if (!value.has(required.asText())) {
                found.add(at + ": no " + required);
            }
        }
        for (var member : value.properties()) {
            var known = schema.path("properties").path(member.getKey());
            var others = schema.path("additionalProperties");
            if (!known.isMissingNode()) {
                check(known, member.getValue(), at + "." + member.getKey(), found);
            } else if (others.isObject()) {
                check(others, member.getValue(), at + "." + member.getKey(), found);
            } else if (others.isBoolean() && !others.booleanValue()) {
                found.add(at + ": " + member.getKey() + " is not in the schema");
            }
        }
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (var each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
