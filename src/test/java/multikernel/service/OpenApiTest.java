package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.stream.KillSwitches;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import multikernel.base.DomainReading;
import multikernel.base.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the document and the service say the same. */
class OpenApiTest {

    @TempDir
    static Path data;

    private static ServedNode node;
    private static JsonNode document;

    @BeforeAll
    static void open() throws Exception {
        node = new ServedNode(data);
        document = node.get("/openapi.json").json();
    }

    @AfterAll
    static void close() throws Exception {
        node.close();
    }

    @Test
    void shouldListEveryRouteAndNoOther() {
        var served = new TreeSet<String>();
        var kernel = new FakeKernel();
        new Routes(kernel, new Events(kernel, Duration.ofSeconds(1), KillSwitches.shared("none")))
                .table()
                .forEach(route -> served.add(route.method() + " " + route.path()));
        var documented = new TreeSet<String>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                documented.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }
        assertEquals(served, documented);
    }

    @Test
    void shouldBeAnOpenApiDocumentWhoseReferencesAllLead() {
        assertTrue(document.path("openapi").asText().startsWith("3.1."));
        assertFalse(document.at("/info/title").isMissingNode());
        assertFalse(document.at("/info/version").isMissingNode());
        var names = new TreeSet<String>();
        for (var path : document.path("paths")) {
            for (var operation : path) {
                assertTrue(names.add(operation.path("operationId").asText()), "an id of its own");
                assertFalse(operation.path("summary").asText().isEmpty());
                assertTrue(operation.path("responses").size() > 0);
            }
        }
        document.findValuesAsText("$ref")
                .forEach(ref -> assertFalse(document.at(ref.substring(1)).isMissingNode(), ref));
    }

    @Test
    void shouldDescribeWhatIsAnswered() throws Exception {
        node.kernel.domains.put("web", new DomainReading("web", "web", List.of(0), 0, "degraded", Map.of("a", "b")));
        node.act("POST", "/api/capabilities", "{\"bytes\":4096}");
        var paths = document.path("paths").properties().stream()
                .filter(path -> path.getValue().has("get") && !path.getKey().matches("/api/(events|stream)"))
                .filter(path -> !path.getKey().contains("{"))
                .map(Map.Entry::getKey)
                .toList();
        for (var path : paths) {
            var reply = node.get(path.equals("/api/knowledge") ? path + "?query=core(Core,State)" : path);
            var content = document.path("paths").path(path).at("/get/responses/200/content");
            var type = content.properties().iterator().next();
            assertEquals(type.getKey(), reply.header("content-type").split(";")[0], path);
            if (type.getValue().has("schema")) {
                assertFits(type.getValue().path("schema"), reply.json());
            }
        }
    }

    @Test
    void shouldDescribeWhatAnActionAnswers() throws Exception {
        var spawned = node.act("POST", "/api/domains", "{\"name\":\"store\",\"kind\":\"web\"}");
        assertFits(schema("Spawned"), spawned.json());
        var span = node.act("POST", "/api/domains/store/span", "{\"cores\":[1]}");
        assertFits(schema("Killed"), span.json());
        var core = node.act("POST", "/api/cores/1/offline", "");
        assertEquals(202, core.status());
        assertFits(schema("Core"), core.json());
        assertFits(
                schema("Killed"), node.act("DELETE", "/api/domains/store", "").json());
    }

    @Test
    void shouldDescribeWhatAnActionOnACapabilityAnswers() throws Exception {
        var ram = node.act("POST", "/api/capabilities", "{\"bytes\":8192,\"core\":1}");
        assertFits(schema("Operated"), ram.json());
        var at = "/api/capabilities/" + ram.json().path("ref").asText();
        var retyped = node.act("POST", at + "/retype", "{\"type\":\"frame\",\"count\":2}");
        assertFits(schema("Retyped"), retyped.json());
        var frame =
                "/api/capabilities/" + retyped.json().at("/capabilities/1/ref").asText();
        for (var action : Map.of(
                        "copy", "{\"core\":0}",
                        "mint", "{\"rights\":\"write\"}",
                        "map", "{\"cores\":[1],\"access\":\"write\"}")
                .entrySet()) {
            var reply = node.act("POST", frame + "/" + action.getKey(), action.getValue());
            assertEquals(200, reply.status(), reply.body());
            assertFits(schema("Operated"), reply.json());
        }
        assertFits(schema("Operated"), node.get(frame).json());
        var written = node.act("POST", frame + "/bytes", "{\"core\":1,\"offset\":0,\"hex\":\"c0ffee\"}");
        assertFits(schema("WrittenBytes"), written.json());
        var read = node.act("GET", frame + "/bytes?core=1&offset=0&bytes=3", "");
        assertFits(schema("ReadBytes"), read.json());
        assertFits(schema("Operated"), node.act("POST", frame + "/unmap", "").json());
        assertFits(
                schema("Operated"),
                node.act("POST", frame + "/move", "{\"core\":0}").json());
        assertFits(schema("Operated"), node.act("POST", at + "/revoke", "").json());
        assertFits(schema("Operated"), node.act("DELETE", at, "").json());
    }

    @Test
    void shouldSayInTheDocumentHowMuchOneRequestReadsAndWrites() {
        var window = document.at("/paths/~1api~1capabilities~1{ref}~1bytes/get/parameters/3/schema/maximum");
        assertEquals(MemoryRoutes.WINDOW_BYTES_MAX, window.asInt());
        assertEquals(
                2 * MemoryRoutes.WINDOW_BYTES_MAX,
                schema("WriteRequest").at("/properties/hex/maxLength").asInt());
    }

    @Test
    void shouldDescribeEveryProblemAndNameItsWord() throws Exception {
        assertFits(schema("Problem"), node.get("/nothing").json());
        assertFits(schema("Problem"), node.act("POST", "/api/domains", "{").json());
        var description = document.at("/info/description").asText();
        Stream.concat(
                        Stream.of(Refusal.values()).map(Refusal::word),
                        Stream.of(Fault.values()).map(Fault::word))
                .forEach(word -> assertTrue(description.contains("`" + word + "`"), word));
    }

    @Test
    void shouldNoticeWhatDoesNotFit() throws Exception {
        var status = (com.fasterxml.jackson.databind.node.ObjectNode)
                node.get("/api/status").json();
        status.put("extra", 1).put("cores", "two").remove("view");
        assertEquals(3, new Schema(document).violations(schema("Node"), status).size());
    }

    private JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    private void assertFits(JsonNode schema, JsonNode value) {
        assertEquals(List.of(), new Schema(document).violations(schema, value));
    }
}
