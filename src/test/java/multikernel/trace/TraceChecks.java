package multikernel.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a trace as a viewer does, and lists what a viewer would not understand. */
public final class TraceChecks {

    private record Arrow(List<BigDecimal> begins, List<BigDecimal> ends) {}

    private final JsonNode document;
    private final List<String> violations = new ArrayList<>();

    private TraceChecks(JsonNode document) {
        this.document = document;
    }

    public static JsonNode read(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    /** Empty for a trace that is in order. */
    public static List<String> violations(JsonNode document) {
        var checks = new TraceChecks(document);
        checks.members();
        checks.threads();
        checks.arrows();
        checks.spans();
        return checks.violations;
    }

    /** The events with this letter. */
    public static List<JsonNode> events(JsonNode document, String letter) {
        var found = new ArrayList<JsonNode>();
        document.path("traceEvents").forEach(event -> {
            if (event.path("ph").asText().equals(letter)) {
                found.add(event);
            }
        });
        return found;
    }

    /** On each thread: times never go back, each end ends the last slice that began, and arrows lie within one. */
    private void threads() {
        Map<String, BigDecimal> last = new HashMap<>();
        Map<String, ArrayDeque<String>> open = new HashMap<>();
        for (var event : document.path("traceEvents")) {
            var letter = event.path("ph").asText();
            if ("BEsf".contains(letter)) {
                var thread =
                        event.path("pid").asText() + "/" + event.path("tid").asText();
                var time = time(event);
                require(time.compareTo(last.getOrDefault(thread, time)) >= 0, event + " goes back on its thread");
                last.put(thread, time);
                var slices = open.computeIfAbsent(thread, any -> new ArrayDeque<>());
                switch (letter) {
                    case "B" -> slices.push(event.path("name").asText());
                    case "E" ->
                        require(event.path("name").asText().equals(slices.poll()), event + " ends another, or none");
                    default -> require(!slices.isEmpty(), event + " lies in no slice");
                }
            }
        }
        open.forEach((thread, slices) -> require(slices.isEmpty(), thread + " does not end " + slices));
    }

    private void arrows() {
        Map<String, Arrow> arrows = new HashMap<>();
        for (var event : document.path("traceEvents")) {
            var letter = event.path("ph").asText();
            if ("sf".contains(letter)) {
                var key = event.path("cat").asText()
                        + event.path("name").asText()
                        + event.path("id").asText();
                var arrow = arrows.computeIfAbsent(key, any -> new Arrow(new ArrayList<>(), new ArrayList<>()));
                (letter.equals("s") ? arrow.begins() : arrow.ends()).add(time(event));
            }
        }
        arrows.forEach((key, arrow) -> {
            var isWhole = arrow.begins().size() == 1 && arrow.ends().size() == 1;
            require(isWhole, key + " has not two ends: " + arrow);
            require(
                    !isWhole || arrow.begins().getFirst().compareTo(arrow.ends().getFirst()) <= 0,
                    key + " leads into the past: " + arrow);
        });
    }

    /**
     * However the events of a span are strewn over the file: it begins once and ends once, under one name and category,
     * and the rest lies within.
     */
    private void spans() {
        Map<String, Arrow> spans = new HashMap<>();
        Map<String, List<BigDecimal>> within = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (var event : document.path("traceEvents")) {
            var letter = event.path("ph").asText();
            var id = event.path("id").asText();
            if ("be".contains(letter)) {
                var span = spans.computeIfAbsent(id, any -> new Arrow(new ArrayList<>(), new ArrayList<>()));
                (letter.equals("e") ? span.ends() : span.begins()).add(time(event));
                var name = event.path("cat").asText() + " " + event.path("name").asText();
                require(name.equals(names.computeIfAbsent(id, any -> name)), event + " is not " + names.get(id));
            } else if (letter.equals("n")) {
                within.computeIfAbsent(id, any -> new ArrayList<>()).add(time(event));
            }
        }
        spans.forEach((id, span) -> {
            boolean isWhole = span.begins().size() == 1 && span.ends().size() == 1;
            require(isWhole, id + " does not begin and end once");
            require(
                    !isWhole
                            || within.getOrDefault(id, List.of()).stream()
                                    .allMatch(time -> time.compareTo(
                                                            span.begins().getFirst())
                                                    >= 0
                                            && time.compareTo(span.ends().getFirst()) <= 0),
                    id + " has a moment outside of itself");
        });
        within.keySet().forEach(id -> require(spans.containsKey(id), id + " has moments and no beginning"));
    }

    /** What every viewer needs of each event, by its letter: the document "Trace Event Format". */
    private void members() {
        for (var event : document.path("traceEvents")) {
            var letter = event.path("ph").asText();
            require("MBEsfbnei".contains(letter) && letter.length() == 1, event + " has no letter that is used here");
            require(
                    event.path("pid").isIntegralNumber() && event.path("tid").isIntegralNumber(),
                    event + " is nowhere");
            require(!event.path("name").asText().isEmpty(), event + " has no name");
            require(letter.equals("M") || event.path("ts").isNumber(), event + " has no time");
            require(letter.equals("M") || event.path("ts").asDouble() >= 0, event + " is before the beginning");
            require(!"Bsfbne".contains(letter) || event.path("cat").isTextual(), event + " has no category");
            require(!"sf".contains(letter) || event.path("id").isIntegralNumber(), event + " is no arrow's");
            require(!"bne".contains(letter) || event.path("id").isTextual(), event + " is no span's");
            require(!letter.equals("M") || event.path("args").isObject(), event + " says nothing");
            require(!letter.equals("i") || "gpt".contains(event.path("s").asText("x")), event + " has no scope");
        }
    }

    private static BigDecimal time(JsonNode event) {
        return new BigDecimal(event.path("ts").asText());
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            violations.add(what);
        }
    }
}
