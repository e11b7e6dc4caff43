package multikernel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import multikernel.cli.TraceClocks.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Traces of several nodes as one: each node stays a process, times are moved to the first one's clock
 * ({@link TraceClocks}), and a message from one node to another is an arrow from the slice that it left in to the one
 * that it came in. Each file is read twice, a line at a time, for it may be large.
 */
final class TraceMerge {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MICROS = 1e3;
    private static final String SENT = "sent, ";
    private static final String ARRIVED = "arrived, ";

    /** A file, and what its first line says. */
    private static final class Part {

        final Path file;
        final ObjectNode about;
        final List<Moment> moments = new ArrayList<>();
        /** Spans that other nodes may have, too: where each begins and ends here. */
        final Map<String, long[]> spans = new HashMap<>();

        Part(Path file, ObjectNode about) {
            this.file = file;
            this.about = about;
        }

        String node() {
            return about.path("node").asText(file.toString());
        }

        long beganNanos() {
            return about.path("beganEpochMillis").asLong() * 1_000_000;
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final Map<Long, Integer> processes = new HashMap<>();
    private long arrows;
    private boolean isFirst = true;

    private TraceMerge() {}

    /** What the merged file says of itself. */
    static ObjectNode merge(List<Path> files, Path output) {
        try {
            return new TraceMerge().merged(files, output);
        } catch (JsonProcessingException foreign) {
            throw new Failed("no trace of a multikernel: " + foreign.getOriginalMessage(), foreign);
        } catch (IOException e) {
            throw new Failed("cannot merge into " + output + ": " + e.getMessage(), e);
        }
    }

    private ObjectNode merged(List<Path> files, Path output) throws IOException {
        for (var file : files) {
            parts.add(read(file));
        }
        var clocks = TraceClocks.of(
                parts.stream().map(Part::beganNanos).toList(),
                parts.stream().map(part -> part.moments).toList());
        var about = about(clocks);
        try (var out = Files.newBufferedWriter(output)) {
            out.write("{\"displayTimeUnit\":\"ns\",\"otherData\":" + about + ",\"traceEvents\":[");
            for (int part = 0; part < parts.size(); part++) {
                write(part, clocks, out);
            }
            out.write("\n]}\n");
        }
        return about;
    }

    private static Part read(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var head = Objects.requireNonNullElse(lines.readLine(), "");
            var end = head.indexOf('[');
            if (end < 0
                    || !(JSON.readTree(head.substring(0, end) + "[]}").path("otherData") instanceof ObjectNode about)) {
                throw new Failed(file + " is no trace of a multikernel");
            }
            var part = new Part(file, about);
            var ends = new HashMap<Long, Long>();
            for (var event = next(lines); event != null; event = next(lines)) {
                var id = event.path("id").asText();
                switch (event.path("ph").asText()) {
                    case "E" -> ends.merge(event.path("tid").asLong(), nanos(event), Math::max);
                    case "b" -> part.spans.put(id, new long[] {nanos(event), nanos(event)});
                    case "e" -> Objects.requireNonNull(part.spans.get(id), "begun")[1] = nanos(event);
                    case "n" -> {
                        if (id.startsWith("link ")) {
                            part.moments.add(moment(event));
                        }
                    }
                    default -> {}
                }
            }
            // What was under way at the end lies in no slice, and no arrow can begin or end there.
            part.moments.removeIf(moment -> moment.nanos() > ends.getOrDefault(moment.thread(), -1L));
            return part;
        }
    }

    private static Moment moment(ObjectNode event) {
        return new Moment(
                event.path("id").asText(),
                event.path("name").asText().startsWith(SENT),
                event.path("tid").asLong(),
                nanos(event),
                event.path("name").asText().replaceFirst("^(" + SENT + "|" + ARRIVED + ")", ""));
    }

    private static long nanos(JsonNode event) {
        return Math.round(event.path("ts").asDouble() * MICROS);
    }

    /** The next event; null at the end. */
    private static @Nullable ObjectNode next(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        if (line == null || line.startsWith("]")) {
            return null;
        }
        var text = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
        return text.isBlank() ? next(lines) : (ObjectNode) JSON.readTree(text);
    }

    private ObjectNode about(TraceClocks clocks) {
        var about = JsonNodeFactory.instance.objectNode();
        var nodes = about.putArray("merged");
        for (var name : List.of("events", "arrows", "lost", "cut")) {
            about.put(
                    name,
                    parts.stream()
                            .mapToLong(part -> part.about.path(name).asLong())
                            .sum());
        }
        for (int part = 0; part < parts.size(); part++) {
            var clock = clocks.of(part);
            nodes.addObject()
                    .put("node", parts.get(part).node())
                    .put("movedNanos", clock.moveNanos())
                    .put("by", clock.isMeasured() ? "messages both ways" : "calendar")
                    .put("withinNanos", clock.withinNanos());
        }
        about.put("arrows", about.path("arrows").asLong() + clocks.passages().size());
        return about;
    }

    private void write(int at, TraceClocks clocks, Writer out) throws IOException {
        var part = parts.get(at);
        var arrowsBefore = arrows;
        var ends = new TraceEnds(clocks, at, arrows(parts));
        try (var lines = Files.newBufferedReader(part.file)) {
            lines.readLine();
            for (var event = next(lines); event != null; event = next(lines)) {
                var process = process(at, event.path("pid").asLong());
                event.put("pid", process);
                if (event.has("ts")) {
                    event.put("ts", TraceClocks.micros(clocks.of(at).shown(nanos(event))));
                }
                if ("sf".contains(event.path("ph").asText())) {
                    var arrow = event.path("id").asLong() + arrowsBefore;
                    arrows = Math.max(arrows, arrow);
                    event.put("id", arrow);
                }
                for (var end : ends.before(event)) {
                    line(end.put("pid", process), out);
                }
                if (!isWithin(at, event, clocks)) {
                    line(event, out);
                }
            }
        }
    }

    /** Whether it begins or ends what another node's trace begins earlier or ends later: that is one span. */
    private boolean isWithin(int at, ObjectNode event, TraceClocks clocks) {
        int end = "be".indexOf(event.path("ph").asText());
        if (end < 0) {
            return false;
        }
        var id = event.path("id").asText();
        int chosen = at;
        for (int part = 0; part < parts.size(); part++) {
            var span = parts.get(part).spans.get(id);
            if (span != null) {
                long ahead = shown(part, id, end, clocks) - shown(chosen, id, end, clocks);
                chosen = (end == 0 ? ahead < 0 : ahead > 0) || ahead == 0 && part < chosen ? part : chosen;
            }
        }
        return chosen != at;
    }

    private long shown(int part, String id, int end, TraceClocks clocks) {
        return clocks.of(part)
                .shown(Objects.requireNonNull(parts.get(part).spans.get(id))[end]);
    }

    /** Numbers of arrows between nodes begin after those of all files. */
    private static long arrows(List<Part> parts) {
        return parts.stream()
                .mapToLong(part -> part.about.path("arrows").asLong())
                .sum();
    }

    /** Two nodes of two machines may have the same. */
    private long process(int part, long number) {
        var free = number;
        while (processes.getOrDefault(free, part) != part) {
            free++;
        }
        processes.put(free, part);
        return free;
    }

    private void line(ObjectNode event, Writer out) throws IOException {
        out.write((isFirst ? "\n" : ",\n") + event);
        isFirst = false;
    }
}
