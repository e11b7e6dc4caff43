package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.service.ServedNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against the real API. */
class TraceCommandTest {

    private static final String TRACE = "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"node\":\"node-1\",\"events\":12,"
            + "\"arrows\":3,\"lost\":4,\"cut\":1},\"traceEvents\":[\n]}\n";

    @TempDir
    Path data;

    private ServedNode node;
    private Path output;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data);
        node.kernel.traces.text = TRACE;
        output = data.resolve("out.json");
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    private Ran run(String... arguments) {
        var all = new ArrayList<>(List.of("trace"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", node.url(), "--data", data.toString()));
        return Ran.of(Map.of(), all);
    }

    private Ran record(String... more) {
        var all = new ArrayList<>(List.of("--seconds", "0.01", "--output", output.toString()));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void shouldPutTheRecordingIntoTheFileAndSayWhatIsInIt() throws Exception {
        var ran = record();
        assertEquals(
                new Ran(
                        0,
                        output + ": 12 events, 3 arrows, " + TRACE.length() + " bytes; 5 more events were not kept\n"
                                + "Open it at https://ui.perfetto.dev.\n",
                        ""),
                ran);
        assertEquals(TRACE, Files.readString(output));
        var json = new ObjectMapper().readTree(record("--json").out());
        assertEquals("trace-2.json", json.path("name").asText());
        assertEquals(12, json.path("events").asInt());
    }

    @Test
    void shouldPassOnWhyNothingIsRecorded() {
        node.kernel.traces.runs = "trace-9.json";
        assertFailed(
                "multikernel: already-recording: A recording runs already, and there is one at a time. (trace-9.json is"
                        + " being recorded; wait for its end)\n",
                record());
        assertFailed(
                "multikernel: too-long: A recording may not take so long. (at most 5000 ms, as"
                        + " multikernel.trace.recording-max says)\n",
                run("--seconds", "6", "--output", output.toString()));
    }

    @Test
    void shouldSayIfTheNodeCouldNotWriteIt() {
        node.kernel.traces.ends = "too-big";
        assertFailed(
                "multikernel: the node could not write trace-1.json: too-big; record for a shorter time\n", record());
        assertTrue(Files.notExists(output));
    }

    @Test
    void shouldRecordNothingIfItCannotWrite() {
        var nowhere = data.resolve("none").resolve("out.json");
        assertFailed(
                "multikernel: cannot write " + nowhere + ": name a file in a directory that you may write to\n",
                run("--output", nowhere.toString()));
        assertTrue(node.kernel.traces.traces().isEmpty());
    }

    @Test
    void shouldListAndFetchWhatTheFlightRecorderWrote() throws Exception {
        node.kernel.traces.add("a-stall.json", TRACE);
        node.kernel.traces.other.put("b-recorded.json", "recording");
        assertEquals(new Ran(0, """
            NAME             STATE      BYTES
            a-stall.json     done         %d
            b-recorded.json  recording      0
            """.formatted(TRACE.length()), ""), run("--list"));
        assertEquals(
                0, run("--from", "a-stall.json", "--output", output.toString()).status());
        assertEquals(TRACE, Files.readString(output));
        assertFailed(
                "multikernel: no-file: The trace has no file: it is being recorded, or could not be written."
                        + " (\"b-recorded.json\" is recording)\n",
                run("--from", "b-recorded.json", "--output", output.toString()));
        assertTrue(
                run("--from", "../token", "--output", output.toString()).err().contains("not-found: "));
    }

    @Test
    void shouldNeedTheTokenToRecordAndToFetch() throws Exception {
        Files.writeString(data.resolve("token"), "0".repeat(64));
        node.kernel.traces.add("a-stall.json", TRACE);
        assertTrue(record().err().contains("unauthorized: "));
        assertTrue(run("--from", "a-stall.json", "--output", output.toString())
                .err()
                .contains("unauthorized: "));
    }

    @Test
    void shouldRefuseWrongUsage() {
        for (var wrong : List.of(
                List.of("--seconds", "1"),
                List.of("--seconds", "0", "--output", output.toString()),
                List.of("--seconds", "-1", "--output", output.toString()),
                List.of("--seconds", "x", "--output", output.toString()),
                List.of("--seconds", "NaN", "--output", output.toString()))) {
            assertEquals(2, run(wrong.toArray(String[]::new)).status(), wrong.toString());
        }
    }

    private static void assertFailed(String line, Ran ran) {
        assertEquals(new Ran(1, "", line), ran);
    }
}
