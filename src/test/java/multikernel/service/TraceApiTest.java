package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceApiTest {

    @TempDir
    static Path data;

    private static ServedNode node;

    @BeforeAll
    static void open() throws Exception {
        node = new ServedNode(data);
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    @Test
    void shouldAnswerWithTheNameOfTheRecordingThatItBegan() throws Exception {
        var begun = node.act("POST", "/api/traces", "{\"millis\":20}");
        assertEquals(202, begun.status());
        assertEquals(20, begun.json().path("millis").asInt());
        var document = node.get("/openapi.json").json();
        assertEquals(
                List.of(), new Schema(document).violations(document.at("/components/schemas/Recording"), begun.json()));
        var fetched = node.act("GET", "/api/traces/" + begun.json().path("name").asText(), "");
        assertEquals(200, fetched.status());
        assertTrue(fetched.json().has("traceEvents"));
    }

    @Test
    void shouldTakeNothingButMilliseconds() throws Exception {
        for (var body : List.of(
                "",
                "3",
                "[]",
                "{}",
                "{\"millis\":0}",
                "{\"millis\":-1}",
                "{\"millis\":1.5}",
                "{\"millis\":\"1\"}",
                "{\"millis\":99999999999999999999}",
                "{\"millis\":1,\"seconds\":1}")) {
            assertEquals(400, node.act("POST", "/api/traces", body).status(), body);
        }
    }

    @Test
    void shouldRefuseToRecordAndToFetchWithoutTheToken() throws Exception {
        node.kernel.traces.add("kept.json", "{}");
        assertEquals(401, node.get("/api/traces/kept.json").status());
        assertEquals(
                401,
                node.send("POST /api/traces HTTP/1.1\r\nHost: localhost:" + node.port()
                                + "\r\nContent-Length: 0\r\n\r\n")
                        .status());
        assertEquals(200, node.get("/api/traces").status());
    }
}
