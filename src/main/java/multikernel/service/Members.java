package multikernel.service;

import akka.http.javadsl.model.Uri;
import akka.http.scaladsl.model.IllegalUriException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import multikernel.base.CoreId;
import multikernel.base.Refusal;

/** What a body or a query says, member by member: each known, said once, and of the form that it must have. */
final class Members {

    private static final String ELSEWHERE = "[^/]{1,63}/[0-9]{1,6}";

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    private final ObjectNode members;
    private final boolean isAddress;

    private Members(ObjectNode members, List<String> known, boolean isAddress) throws Declined {
        this.members = members;
        this.isAddress = isAddress;
        for (var member : members.properties()) {
            if (!known.contains(member.getKey())) {
                throw Declined.malformed("unknown member " + Json.quoted(member.getKey())
                        + (known.isEmpty() ? "; none is taken here" : "; known are " + String.join(", ", known)));
            }
        }
    }

    /** Of a JSON object; where no member is known, of nothing at all as well. */
    static Members of(byte[] body, String... known) throws Declined {
        if (known.length == 0 && body.length == 0) {
            return new Members(Json.object(), List.of(), false);
        }
        if (Json.read(body) instanceof ObjectNode object) {
            return new Members(object, List.of(known), false);
        }
        throw Declined.malformed(
                known.length == 0
                        ? "the body must be empty or {}"
                        : "the body must be a JSON object with " + String.join(", ", known));
    }

    /** Of the query of an address. */
    static Members of(Uri uri, String... known) throws Declined {
        var object = Json.object();
        try {
            for (var parameter : uri.query().toList()) {
                var value = parameter.second();
                if (object.has(parameter.first())) {
                    throw Declined.malformed("member " + Json.quoted(parameter.first()) + " is said twice");
                }
                object.put(parameter.first(), value);
            }
        } catch (IllegalUriException malformed) {
            throw Declined.malformed("the query is malformed");
        }
        return new Members(object, List.of(known), true);
    }

    /** The text of an address that is a number is one where a number is wanted, and a text where a text is. */
    private JsonNode numeric(String name) {
        var value = members.path(name);
        return isAddress
                        && value.isTextual()
                        && WHOLE.matcher(value.textValue()).matches()
                ? LongNode.valueOf(Long.parseLong(value.textValue()))
                : value;
    }

    boolean has(String name) {
        return members.has(name);
    }

    long number(String name, long least, long most) throws Declined {
        var value = numeric(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrongNumber(name, least, most);
        }
        long number = value.longValue();
        if (number < least || number > most) {
            throw wrongNumber(name, least, most);
        }
        return number;
    }

    private static Declined wrongNumber(String name, long least, long most) {
        return Declined.malformed(
                name + " must be a whole number from " + least + (most == Long.MAX_VALUE ? " on" : " to " + most));
    }

    String text(String name) throws Declined {
        var value = members.path(name);
        if (!value.isTextual()) {
            throw Declined.malformed(name + " must be a string");
        }
        return value.textValue();
    }

    /** @param node empty for this one */
    record Place(String node, CoreId core) {}

    /** A core of this node by its number, or of any node as {@code "NODE/INDEX"}. */
    Place place(String name) throws Declined {
        var value = numeric(name);
        if (value.isTextual() && value.textValue().matches(ELSEWHERE)) {
            var slash = value.textValue().indexOf('/');
            var core = IntNode.valueOf(Integer.parseInt(value.textValue().substring(slash + 1)));
            return new Place(value.textValue().substring(0, slash), core(core, name));
        }
        return new Place("", core(value, name + " must be the number of a core, or \"NODE/INDEX\""));
    }

    /** A core that no node can have is refused as one that this node does not have. */
    CoreId core(String name) throws Declined {
        return core(numeric(name), name + " must be the number of a core");
    }

    /** At least one; {@code "all"} stands for all of them. */
    List<CoreId> cores(String name, List<CoreId> all) throws Declined {
        var line = name + " must be a list of at least one core number, or \"all\"";
        var value = members.path(name);
        if (value.isTextual() && value.textValue().equals("all")) {
            return all;
        }
        if (!value.isArray() || value.isEmpty()) {
            throw Declined.malformed(line);
        }
        var chosen = new ArrayList<CoreId>();
        for (var core : value) {
            chosen.add(core(core, line));
        }
        return chosen.stream().distinct().sorted().toList();
    }

    private static CoreId core(JsonNode value, String line) throws Declined {
        if (value.isTextual() && value.textValue().matches(ELSEWHERE)) {
            throw new Declined(Problem.of(Refusal.HOME_ONLY, value.textValue() + " is on another node"));
        }
        if (!value.isIntegralNumber()) {
            throw Declined.malformed(line);
        }
        if (!value.canConvertToInt() || value.intValue() < 0 || value.intValue() >= CoreId.MAX) {
            throw new Declined(Problem.of(Refusal.NO_SUCH_CORE, "core " + value.asText()));
        }
        return CoreId.of(value.intValue());
    }

    /** Words with commas between them, or a list of words. */
    String words(String name) throws Declined {
        var value = members.path(name);
        if (value.isTextual()) {
            return value.textValue();
        }
        var line = name + " must be a string or a list of strings";
        if (!value.isArray() || value.isEmpty()) {
            throw Declined.malformed(line);
        }
        var words = new ArrayList<String>();
        for (var word : value) {
            if (!word.isTextual()) {
                throw Declined.malformed(line);
            }
            words.add(word.textValue());
        }
        return String.join(",", words);
    }

    /** Bytes as two hexadecimal digits each. */
    byte[] hex(String name, int bytesMax) throws Declined {
        var text = text(name);
        if (text.isEmpty() || text.length() > 2 * bytesMax) {
            throw Declined.malformed(name + " must be 1 to " + bytesMax + " bytes of two hexadecimal digits");
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException none) {
            throw Declined.malformed(name + " must be 1 to " + bytesMax + " bytes of two hexadecimal digits");
        }
    }
}
