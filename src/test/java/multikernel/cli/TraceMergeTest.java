package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import multikernel.trace.TraceChecks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that recorded at one time, whose calendars are two seconds apart. */
class TraceMergeTest {

    private static final long BEGAN_MILLIS = 1_795_000_000_000L;
    private static final long OFF_MICROS = 2_000_000;

    @TempDir
    Path directory;

    private Path one;
    private Path two;
    private Path merged;

    /** Times in µs since each began; the second one's calendar says that it began two seconds later. */
    @BeforeEach
    void write() throws Exception {
        one = directory.resolve("one.json");
        two = directory.resolve("two.json");
        merged = directory.resolve("merged.json");
        write(one, "node-1", BEGAN_MILLIS, List.of(moment("1 to 2", true, 200), moment("2 to 1", false, 330)));
        long began = BEGAN_MILLIS + OFF_MICROS / 1000;
        write(two, "node-2", began, List.of(moment("1 to 2", false, 150), moment("2 to 1", true, 200)));
    }

    private static String moment(String way, boolean isSent, int micros) {
        return "{\"ph\":\"n\",\"pid\":7,\"tid\":1,\"ts\":" + micros + ".000,\"name\":\"" + (isSent ? "sent" : "arrived")
                + ", store\",\"cat\":\"operation\",\"id\":\"link " + way + ", channel 1 of 1/1\"}";
    }

    /** A core that was awake for half a millisecond, with an arrow to itself. */
    private static void write(Path file, String node, long beganMillis, List<String> moments) throws Exception {
        var lines = new ArrayList<String>();
        lines.add("{\"ph\":\"M\",\"pid\":7,\"tid\":0,\"name\":\"process_name\",\"args\":{\"name\":\"" + node + "\"}}");
        lines.add("{\"ph\":\"B\",\"pid\":7,\"tid\":1,\"ts\":0.000,\"name\":\"turn\",\"cat\":\"turn\"}");
        lines.add("{\"ph\":\"s\",\"pid\":7,\"tid\":1,\"ts\":0.000,\"name\":\"x\",\"cat\":\"message\",\"id\":1}");
        lines.add("{\"ph\":\"f\",\"pid\":7,\"tid\":1,\"ts\":1.000,\"name\":\"x\","
                + "\"cat\":\"message\",\"id\":1,\"bp\":\"e\"}");
        lines.add("{\"ph\":\"E\",\"pid\":7,\"tid\":1,\"ts\":500.000,\"name\":\"turn\"}");
        for (var moment : moments) {
            var span = moment.replaceFirst("\"name\":\"[a-z]+, store\"", "\"name\":\"link\"");
            lines.add(span.replace("\"n\",", "\"b\","));
            lines.add(moment);
            lines.add(span.replace("\"n\",", "\"e\","));
        }
        Files.writeString(
                file,
                "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"node\":\"" + node + "\",\"beganEpochMillis\":"
                        + beganMillis
                        + ",\"events\":3,\"arrows\":1,\"lost\":0,\"cut\":2},\"traceEvents\":[\n"
                        + String.join(",\n", lines)
                        + "\n]}\n");
    }

    private Ran merge(Path... files) {
        var arguments = new ArrayList<>(List.of("trace", "--merge"));
        for (var file : files) {
            arguments.add(file.toString());
        }
        arguments.addAll(List.of("--output", merged.toString()));
        return Ran.of(Map.of(), arguments);
    }

    private JsonNode document() throws Exception {
        return TraceChecks.read(Files.readString(merged));
    }

    @Test
    void shouldMoveTheSecondClockByWhatMessagesBothWaysSay() throws Exception {
        var ran = merge(one, two);
        assertEquals("", ran.err());
        assertTrue(ran.out().contains("node-2 moved by -1.999910000 s, within 0.000040000 s"), ran.out());
        var document = document();
        var clock = document.at("/otherData/merged/1");
        assertEquals("messages both ways", clock.path("by").asText());
        // There 2,000,150 - 200 as the two clocks show it, back 330 - 2,000,200: half the difference, half the sum.
        assertEquals(-1_999_910_000, clock.path("movedNanos").asLong());
        assertEquals(40_000, clock.path("withinNanos").asLong());
        assertEquals(4, document.at("/otherData/cut").asInt());
    }

    @Test
    void shouldBeATraceThatAViewerReadsWithAnArrowForEachMessageBetweenNodes() throws Exception {
        merge(one, two);
        var document = document();
        assertEquals(List.of(), TraceChecks.violations(document));
        var arrows = TraceChecks.events(document, "f").stream()
                .filter(event -> event.path("cat").asText().equals("link"))
                .toList();
        assertEquals(2, arrows.size());
        assertEquals(4, document.at("/otherData/arrows").asInt());
        assertEquals(
                4,
                TraceChecks.events(document, "s").stream()
                        .map(event -> event.path("id").asLong())
                        .distinct()
                        .count());
        assertEquals(
                2, TraceChecks.events(document, "b").size(), "a span for each message, from one node to the other");
        var processes = TraceChecks.events(document, "M").stream()
                .map(event -> event.path("pid").asLong())
                .collect(Collectors.toSet());
        assertEquals(2, processes.size(), "two processes of two machines that have one number are two");
        assertTrue(TraceChecks.events(document, "B").stream()
                .map(event -> new BigDecimal(event.path("ts").asText()))
                .allMatch(time -> time.signum() >= 0));
    }

    /** What is merged may begin long after the first trace did, and a viewer takes an exponent for places. */
    @Test
    void shouldWriteTimesInDigits() throws Exception {
        write(two, "node-2", BEGAN_MILLIS + 70_000, List.of());
        merge(one, two);
        var text = Files.readString(merged);
        assertTrue(text.contains("\"ts\":70000001.000,"), text);
        assertTrue(text.contains("\"ts\":70000500.000,\"name\":\"turn\"}"), text);
        assertEquals(List.of(), TraceChecks.violations(document()));
    }

    @Test
    void shouldGoByTheCalendarWithoutMessagesBothWaysAndSaySo() throws Exception {
        write(two, "node-2", BEGAN_MILLIS + 1, List.of(moment("1 to 2", false, 150)));
        var ran = merge(one, two);
        assertTrue(ran.out().contains("node-2 by the calendar"), ran.out());
        var clock = document().at("/otherData/merged/1");
        assertEquals("calendar", clock.path("by").asText());
        assertEquals(0, clock.path("movedNanos").asLong());
        assertEquals(List.of(), TraceChecks.violations(document()));
    }

    @Test
    void shouldRefuseWhatIsNoTrace() throws Exception {
        Files.writeString(two, "{\"a\": 1}\n");
        assertEquals(1, merge(one, two).status());
        assertTrue(merge(one, two).err().contains("is no trace of a multikernel"));
        assertEquals(
                2, Ran.of(Map.of(), List.of("trace", "--merge", one.toString())).status());
    }
}
