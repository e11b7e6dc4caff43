package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Rights;
import multikernel.codec.Bytes;
import multikernel.ownership.far.FarRequest;
import multikernel.ownership.far.FarResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API says and asks of memory that another node is home of, over a fake kernel. */
class FarApiTest {

    private static final String ALL = "/api/capabilities";

    @TempDir
    Path data;

    private ServedNode node;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data);
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    private FakeFar far() {
        return node.kernel.memory.far;
    }

    private JsonNode held() throws Exception {
        far().hold(Rights.of("read,identify").orElseThrow());
        return node.get(ALL).json().get(0);
    }

    private static String at(JsonNode held) {
        return ALL + "/" + held.path("ref").asText();
    }

    private String frame() throws Exception {
        var ram = node.act("POST", ALL, "{\"bytes\":4096}").json();
        var retyped = node.act("POST", at(ram) + "/retype", "{\"type\":\"frame\",\"count\":1}");
        return ALL + "/" + retyped.json().at("/capabilities/0/ref").asText();
    }

    private void assertFits(String schema, JsonNode value) throws Exception {
        var document = node.get("/openapi.json").json();
        var violations = new Schema(document).violations(document.at("/components/schemas/" + schema), value);
        assertEquals(List.of(), violations);
    }

    @Test
    void shouldShowWhoIsHomeAndWhoHoldsWhat() throws Exception {
        var held = held();
        assertFits("Capability", held);
        assertEquals("node-2", held.path("home").asText());
        assertEquals(1, held.path("core").asInt());
        assertTrue(held.path("ref").asText().startsWith("f"));
        var frame = frame();
        var named = node.act("POST", frame + "/copy", "{\"core\":\"node-2/3\"}");
        assertEquals(200, named.status(), named.body());
        assertFits("Named", named.json());
        assertEquals(
                "{\"home\":\"node-1\",\"node\":\"node-2\",\"core\":3,\"operation\":\"0.1.5\",\"micros\":77}",
                named.json().toString());
        var shown = node.get(frame).json();
        assertFits("Operated", shown);
        assertEquals("node-1", shown.path("home").asText());
        assertEquals(
                "[{\"node\":\"node-2\",\"core\":3,\"rights\":[\"read\",\"write\",\"grant\",\"identify\"],"
                        + "\"state\":\"named\"}]",
                shown.path("far").toString());
    }

    @Test
    void shouldTakeItsOwnNameForThisNode() throws Exception {
        var copy =
                node.act("POST", frame() + "/copy", "{\"core\":\"node-1/1\"}").json();
        assertEquals(1, copy.path("core").asInt());
        assertTrue(copy.path("ref").asText().startsWith("c"));
    }

    @Test
    void shouldAskHomeToReadWriteIdentifyAndCopyOn() throws Exception {
        var held = held();
        far().answer = new FarResult.Done(Bytes.copyOf((byte) 1, (byte) -1), 0);
        var read = node.act("GET", at(held) + "/bytes?core=1&offset=7&bytes=2", "");
        assertFits("ReadBytes", read.json());
        assertEquals("01ff", read.json().path("hex").asText());
        assertEquals(Optional.of(new FarRequest.Read(7, 2)), far().asked);
        far().answer = FarResult.DONE;
        var written = node.act("POST", at(held) + "/bytes", "{\"core\":1,\"offset\":3,\"hex\":\"c0\"}");
        assertFits("WrittenBytes", written.json());
        assertEquals(Optional.of(new FarRequest.Write(3, Bytes.copyOf((byte) 0xc0))), far().asked);
        assertFits("Operated", node.get(at(held)).json());
        assertEquals(Optional.of(new FarRequest.Identify()), far().asked);
        assertFits(
                "Named",
                node.act("POST", at(held) + "/copy", "{\"core\":\"node-3/0\"}").json());
        var rights = Rights.of("read,identify").orElseThrow();
        assertEquals(Optional.of(new FarRequest.Share("node-3", CoreId.of(0), rights)), far().asked);
        assertFits(
                "Operated",
                node.act("POST", at(held) + "/mint", "{\"rights\":\"read\"}").json());
        var less = Rights.of("read").orElseThrow();
        assertEquals(Optional.of(new FarRequest.Share("node-1", CoreId.of(1), less)), far().asked);
        assertFits("Operated", node.act("DELETE", at(held), "").json());
        assertEquals(0, node.get(ALL).json().size());
    }

    @Test
    void shouldRefuseWhatHomeAloneDoesAndACoreWithoutACopy() throws Exception {
        var held = at(held());
        node.act("POST", held + "/retype", "{\"type\":\"frame\",\"count\":1}").assertProblem(409, "home-only");
        node.act("POST", held + "/map", "{\"cores\":[1]}").assertProblem(409, "home-only");
        node.act("POST", held + "/unmap", "").assertProblem(409, "home-only");
        node.act("POST", held + "/revoke", "").assertProblem(409, "home-only");
        node.act("POST", held + "/move", "{\"core\":0}").assertProblem(409, "home-only");
        node.act("GET", held + "/bytes?core=0&offset=0&bytes=1", "").assertProblem(409, "not-mapped");
        var frame = frame();
        node.act("POST", frame + "/move", "{\"core\":\"node-2/0\"}").assertProblem(409, "home-only");
        node.act("POST", frame + "/map", "{\"cores\":[\"node-2/0\"]}").assertProblem(409, "home-only");
        assertTrue(far().asked.isEmpty());
    }

    @Test
    void shouldPassOnWhatHomeRefuses() throws Exception {
        var held = at(held());
        for (var refusal : List.of(Refusal.REVOKED, Refusal.HOME_LOST, Refusal.NO_RIGHT)) {
            far().answer = new FarResult.Refused(refusal, "said there");
            assertEquals("said there", node.get(held).assertProblem(409, refusal.word()));
        }
        far().answer = new FarResult.Refused(Refusal.NO_MAJORITY, "");
        node.act("GET", held + "/bytes?core=1&offset=0&bytes=1", "").assertProblem(503, "no-majority");
    }

    @Test
    void shouldNotTakeAnAlteredReferenceNorOneKindForTheOther() throws Exception {
        var held = held().path("ref").asText();
        var last = held.charAt(held.length() - 1) == 'A' ? 'B' : 'A';
        node.get(ALL + "/" + held.substring(0, held.length() - 1) + last).assertProblem(409, "bad-reference");
        node.get(ALL + "/c" + held.substring(1)).assertProblem(409, "bad-reference");
        var frame = frame();
        node.get(frame.replace(ALL + "/c", ALL + "/f")).assertProblem(409, "bad-reference");
        assertTrue(far().asked.isEmpty());
    }
}
