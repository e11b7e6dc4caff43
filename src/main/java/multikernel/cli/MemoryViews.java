package multikernel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the answers about capabilities look like to a person. */
final class MemoryViews {

    private static final int ROW_BYTES = 16;

    private MemoryViews() {}

    /** The reference of what was made, and under it what that is. */
    static String placed(JsonNode made) {
        if (made.has("node")) {
            return line("named on core " + made.path("core").asText() + " of "
                    + made.path("node").asText() + ", which lists its reference" + took(made));
        }
        return line(made.path("ref").asText())
                + line(what(made) + " on core " + made.path("core").asText() + ", rights " + rights(made) + took(made));
    }

    static String retyped(JsonNode answer) {
        var made = answer.path("capabilities");
        var first = made.path(0);
        return list(made, capability -> line(capability.path("ref").asText()))
                + line(made.size() + " of " + what(first) + " on core "
                        + first.path("core").asText() + took(answer));
    }

    static String mapped(JsonNode capability) {
        return line("mapped on cores " + Views.list(capability.path("mappedOn")) + took(capability));
    }

    static String unmapped(JsonNode capability) {
        return line("no core has a view of it" + took(capability));
    }

    static String revoked(JsonNode capability) {
        return line("this is the only copy, and nothing made from it is left" + took(capability));
    }

    static String deleted(JsonNode capability) {
        return line("deleted" + took(capability));
    }

    static String written(JsonNode window) {
        return line(window.path("bytes").asText() + " bytes written at "
                + window.path("offset").asText() + " by core "
                + window.path("core").asText() + took(window));
    }

    /** Whether it is another node's memory. */
    static boolean isFar(JsonNode capability) {
        return capability.path("ref").asText().startsWith("f");
    }

    static String shown(JsonNode capability) {
        if (isFar(capability)) {
            return pair("ref", capability.path("ref").asText())
                    + pair("home", capability.path("home").asText())
                    + pair("type", capability.path("type").asText())
                    + pair("bytes", capability.path("bytes").asText())
                    + pair("rights", rights(capability))
                    + pair("core", capability.path("core").asText())
                    + pair("object", capability.path("object").asText());
        }
        var parent = capability.path("parentObject").asText();
        return pair("ref", capability.path("ref").asText())
                + pair("type", capability.path("type").asText())
                + pair("base", hex(capability.path("base").asLong()))
                + pair(
                        "bytes",
                        capability.path("bytes").asText() + " ("
                                + Bytes.text(capability.path("bytes").asLong()) + ")")
                + pair("rights", rights(capability))
                + pair("core", capability.path("core").asText())
                + pair("owner", capability.path("owner").asText())
                + pair("copies", capability.path("copies").asText())
                + pair("mapped", orDash(Views.list(capability.path("mappedOn"))))
                + pair("object", capability.path("object").asText())
                + pair("made of", orDash(parent))
                + pair("parent", orDash(capability.path("parent").asText()))
                + list(capability.path("far"), name -> pair("named on", place(name) + " " + rights(name)));
    }

    /** Where another node holds a name. */
    static String place(JsonNode name) {
        return name.path("node").asText() + "/" + name.path("core").asText();
    }

    /** Sixteen bytes a line: where, in hexadecimal, and as text where it is some. */
    static String dump(JsonNode window) {
        var bytes = HexFormat.of().parseHex(window.path("hex").asText());
        long offset = window.path("offset").asLong();
        var text = new StringBuilder();
        for (int from = 0; from < bytes.length; from += ROW_BYTES) {
            var hex = new StringBuilder();
            var plain = new StringBuilder();
            for (int i = from; i < Math.min(bytes.length, from + ROW_BYTES); i++) {
                hex.append(String.format(Locale.ROOT, i % ROW_BYTES == 8 ? "  %02x" : " %02x", bytes[i]));
                plain.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
            }
            text.append(String.format(Locale.ROOT, "%08x %-49s  |%s|%n", offset + from, hex, plain));
        }
        return text.toString();
    }

    static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static String what(JsonNode capability) {
        long bytes = capability.path("bytes").asLong();
        return bytes < 0
                ? "a copy that may not be identified"
                : capability.path("type").asText() + ", " + Bytes.text(bytes) + " at "
                        + hex(capability.path("base").asLong());
    }

    private static String hex(long base) {
        return "0x" + Long.toHexString(base);
    }

    private static String rights(JsonNode capability) {
        return orDash(Views.list(capability.path("rights")));
    }

    private static String took(JsonNode answer) {
        return ", took " + answer.path("micros").asText() + " µs";
    }

    private static String pair(String name, String value) {
        return String.format(Locale.ROOT, "%-8s %s%n", name, Table.printable(value));
    }

    private static String line(String text) {
        return Table.printable(text) + "\n";
    }

    private static String list(JsonNode array, Function<JsonNode, String> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).collect(Collectors.joining());
    }
}
