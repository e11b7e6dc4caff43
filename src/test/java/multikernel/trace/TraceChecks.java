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
                    case "E" -> require(slices.poll() != null, event + " ends nothing");
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

    private void spans() {
        Map<String, Arrow> spans = new HashMap<>();
        for (var event : document.path("traceEvents")) {
            var letter = event.path("ph").asText();
            if ("bne".contains(letter)) {
                var span = spans.computeIfAbsent(
                        event.path("id").asText(), any -> new Arrow(new ArrayList<>(), new ArrayList<>()));
                (letter.equals("e") ? span.ends() : span.begins()).add(time(event));
            }
        }
        spans.forEach((id, span) -> {
            require(span.ends().size() == 1, id + " does not end once");
            require(
                    span.begins().stream()
                            .allMatch(time -> time.compareTo(span.begins().getFirst()) >= 0
                                    && time.compareTo(span.ends().getFirst()) <= 0),
                    id + " has a moment outside of itself");
        });
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
