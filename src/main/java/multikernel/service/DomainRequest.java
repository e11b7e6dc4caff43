package multikernel.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import multikernel.base.CoreId;
import multikernel.base.DomainSpec;
import multikernel.base.Refusal;

/**
 * The body of {@code POST /api/domains}, checked for its form only; whether such a domain can be is the kernel's to
 * say.
 */
final class DomainRequest {

    private static final Set<String> MEMBERS = Set.of("name", "kind", "cores", "shards", "settings");

    private DomainRequest() {}

    /** @param all the cores that {@code "all"}, or no word about cores, stands for */
    static DomainSpec parse(byte[] body, List<CoreId> all) throws Declined {
        var json = Json.read(body);
        if (!json.isObject()) {
            throw Declined.malformed("the body must be a JSON object with name, kind, cores, shards and settings");
        }
        for (var member : json.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw Declined.malformed("unknown member " + Json.quoted(member.getKey())
                        + "; known are name, kind, cores, shards and settings");
            }
        }
        return new DomainSpec(
                text(json, "name"),
                text(json, "kind"),
                cores(json.path("cores"), all),
                shards(json.path("shards")),
                settings(json.path("settings")));
    }

    /** The body of {@code POST /api/domains/{name}/span}: {@code {"cores": [2, 3]}}. */
    static List<CoreId> span(byte[] body, List<CoreId> all) throws Declined {
        var json = Json.read(body);
        if (!json.isObject() || !json.has("cores") || json.size() != 1) {
            throw Declined.malformed("the body must be a JSON object with cores");
        }
        return cores(json.path("cores"), all);
    }

    private static String text(JsonNode json, String member) throws Declined {
        var value = json.path(member);
        if (!value.isTextual()) {
            throw Declined.malformed(member + " must be a string");
        }
        return value.textValue();
    }

    private static int shards(JsonNode shards) throws Declined {
        if (shards.isMissingNode()) {
            return 0;
        }
        if (!shards.isInt() || shards.intValue() < 0) {
            throw Declined.malformed("shards must be a whole number from 0 on");
        }
        return shards.intValue();
    }

    private static List<CoreId> cores(JsonNode cores, List<CoreId> all) throws Declined {
        if (cores.isMissingNode() || (cores.isTextual() && cores.textValue().equals("all"))) {
            return all;
        }
        if (!cores.isArray()) {
            throw Declined.malformed("cores must be a list of core numbers or \"all\"");
        }
        var chosen = new ArrayList<CoreId>();
        for (var core : cores) {
            if (!core.isIntegralNumber()) {
                throw Declined.malformed("cores must be a list of core numbers or \"all\"");
            }
            if (!core.isInt() || core.intValue() < 0 || core.intValue() >= CoreId.MAX) {
                throw new Declined(Problem.of(Refusal.NO_SUCH_CORE, "core " + core.asText()));
            }
            chosen.add(CoreId.of(core.intValue()));
        }
        return chosen;
    }

    private static Map<String, String> settings(JsonNode settings) throws Declined {
        if (settings.isMissingNode()) {
            return Map.of();
        }
        if (!settings.isObject()) {
            throw Declined.malformed("settings must be an object of names and values");
        }
        var texts = new LinkedHashMap<String, String>();
        for (var setting : settings.properties()) {
            var value = setting.getValue();
            if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
                throw Declined.malformed("the value of setting " + Json.quoted(setting.getKey())
                        + " must be a string, a whole number, true or false");
            }
            texts.put(setting.getKey(), value.asText());
        }
        return texts;
    }
}
