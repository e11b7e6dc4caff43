package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import multikernel.base.CoreId;
import multikernel.base.Refusal;
import multikernel.capability.Address;
import multikernel.capability.CapabilityType;
import multikernel.capability.ObjectId;
import multikernel.domain.Held;
import multikernel.ownership.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryApiTest {

    private static final String ALL = "/api/capabilities";

    @TempDir
    Path data;

    private ServedNode node;

    @BeforeEach
    void open() throws Exception {
        node = new ServedNode(data, Duration.ofMillis(1500));
    }

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void shouldAllocateOnTheCoreThatIsAskedAndOnTheFirstWhereNoneIs() throws Exception {
        var ram = made(201, node.act("POST", ALL, "{\"bytes\":65536,\"core\":1}"));
        assertEquals(
                "{\"type\":\"ram\",\"base\":0,\"bytes\":65536,\"rights\":[\"read\",\"write\",\"grant\",\"identify\"],"
                        + "\"core\":1,\"owner\":0,\"copies\":1,\"parent\":\"\",\"mappedOn\":[],\"object\":\"0.1.1\","
                        + "\"parentObject\":\"\",\"address\":\"0:0\",\"home\":\"node-1\",\"far\":[],"
                        + "\"operation\":\"1.2.7\",\"micros\":42}",
                without(ram, "ref").toString());
        assertEquals(0, allocate(4096).path("core").asInt());
    }

    @Test
    void shouldListWhatThereIsUnderTheNamesOfTheContract() throws Exception {
        var ram = allocate(8192);
        var frames = retype(ram, "frame", 2);
        var list = node.get(ALL).json();
        assertEquals(3, list.size());
        assertEquals(ram.path("ref"), list.get(0).path("ref"));
        assertEquals(frames.get(1), list.get(2));
        assertEquals(ram.path("ref"), list.get(2).path("parent"));
        assertEquals(ram.path("object"), list.get(2).path("parentObject"));
        assertEquals(4096, list.get(2).path("base").asLong());
    }

    @Test
    void shouldDivideEquallyWhereNoSizeIsSaid() throws Exception {
        var ram = allocate(5 * 4096);
        assertEquals(2 * 4096, retype(ram, "frame", 2).get(0).path("bytes").asLong());
        var asked = act(ram, "retype", "{\"type\":\"ram\",\"count\":1,\"bytes\":4096,\"offset\":8192}");
        asked.assertProblem(409, "revoke-first");
        assertEquals(
                Optional.of(new Request.Retype(Address.of(0), 8192, CapabilityType.RAM, 1, 4096)),
                node.kernel.memory.asked);
    }

    @Test
    void shouldGiveATypeOfOneSizeThatSize() throws Exception {
        var table = retype(allocate(65_536), "table", 1).get(0);
        assertEquals(
                CapabilityType.TABLE.granularityBytes(), table.path("bytes").asLong());
    }

    @Test
    void shouldTakeAFrameThroughItsWholeLife() throws Exception {
        var ram = allocate(4096);
        var frame = retype(ram, "frame", 1).get(0);
        var copy = made(200, act(frame, "copy", "{\"core\":1}"));
        assertEquals(1, copy.path("core").asInt());
        assertEquals(2, copy.path("copies").asInt());
        var weak = made(200, act(frame, "mint", "{\"rights\":[\"read\",\"identify\"]}"));
        assertEquals("[\"read\",\"identify\"]", weak.path("rights").toString());
        var mapped = made(200, act(frame, "map", "{\"cores\":[0,1],\"access\":\"write\"}"));
        assertEquals("[0,1]", mapped.path("mappedOn").toString());
        made(200, act(frame, "bytes", "{\"core\":1,\"offset\":4090,\"hex\":\"00ffAB\"}"));
        var read = act("GET", frame, "/bytes?core=0&offset=4090&bytes=3", "");
        assertEquals(
                "{\"core\":0,\"offset\":4090,\"bytes\":3,\"hex\":\"00ffab\",\"operation\":\"1.2.7\",\"micros\":42}",
                read.body());
        assertEquals("[]", made(200, act(frame, "unmap", "")).path("mappedOn").toString());
        act("GET", frame, "/bytes?core=0&offset=0&bytes=1", "").assertProblem(409, "not-mapped");
        made(200, act(ram, "revoke", "{}"));
        act(frame, "unmap", "").assertProblem(409, "no-such-capability");
        var gone = act("DELETE", ram, "", "");
        assertEquals("{\"ref\":\"" + text(ram) + "\",\"operation\":\"1.2.7\",\"micros\":42}", gone.body(), "deleted");
        assertEquals("[]", node.get(ALL).body());
    }

    @Test
    void shouldMoveACopyAndEndTheReferenceOfTheOldPlace() throws Exception {
        var frame = retype(allocate(4096), "frame", 1).get(0);
        var moved = made(200, act(frame, "move", "{\"core\":1}"));
        assertEquals(1, moved.path("core").asInt());
        assertNotEquals(frame.path("ref"), moved.path("ref"));
        act(frame, "map", "{\"cores\":\"all\"}").assertProblem(409, "no-such-capability");
        made(200, act(moved, "map", "{\"cores\":\"all\"}"));
        assertEquals(
                Optional.of(new Request.MapOn(Address.of(0), List.of(CoreId.of(0), CoreId.of(1)), false)),
                node.kernel.memory.asked);
    }

    @Test
    void shouldNotTakeAReplayedReferenceForWhatCameToLieThere() throws Exception {
        var first = allocate(4096);
        made(200, act("DELETE", first, "", ""));
        var second = allocate(4096);
        assertEquals(first.path("address"), second.path("address"));
        act(first, "revoke", "").assertProblem(409, "no-such-capability");
        act("DELETE", first, "", "").assertProblem(409, "no-such-capability");
        node.get(ALL + "/" + text(first)).assertProblem(409, "no-such-capability");
        assertEquals(1, node.get(ALL).json().size());
    }

    @Test
    void shouldRefuseWhatTheNodeHasNotGivenOutBeforeTheKernelHearsOfIt() throws Exception {
        var real = text(allocate(4096));
        var other = References.random("operator")
                .of(new Held(CoreId.of(0), 1, Address.of(0), new ObjectId(CoreId.of(0), 1, 1)));
        for (var forged : List.of("x", real + "A", real.substring(1), other, "0:0", "%00")) {
            node.get(ALL + "/" + forged).assertProblem(409, "bad-reference");
            for (var word : List.of("copy", "mint", "move", "map", "unmap", "revoke", "retype", "bytes")) {
                node.act("POST", ALL + "/" + forged + "/" + word, "{}").assertProblem(409, "bad-reference");
            }
            node.act("DELETE", ALL + "/" + forged, "").assertProblem(409, "bad-reference");
        }
        assertEquals(Optional.empty(), node.kernel.memory.asked);
    }

    @Test
    void shouldNotSayWhatACopyNamesThatMayNotBeIdentified() throws Exception {
        var frame = retype(allocate(4096), "frame", 1).get(0);
        var blind = made(200, act(frame, "mint", "{\"rights\":\"read,write\"}"));
        assertEquals("unknown", blind.path("type").asText());
        assertEquals(-1, blind.path("base").asLong());
        assertEquals(-1, blind.path("bytes").asLong());
        assertEquals("no-right", word(node.get(ALL + "/" + text(blind)).json()));
        assertEquals(
                without(frame, "copies"),
                without(node.get(ALL + "/" + text(frame)).json(), "copies", "operation", "micros"));
    }

    @Test
    void shouldNeedTheTokenForEveryActionAndForWhatIsInTheMemory() throws Exception {
        var frame = text(retype(allocate(4096), "frame", 1).get(0));
        node.get(ALL + "/" + frame + "/bytes?core=0&offset=0&bytes=1").assertProblem(401, "unauthorized");
        assertEquals(200, node.get(ALL).status());
        assertEquals(200, node.get(ALL + "/" + frame).status());
        for (var path : List.of("", "/" + frame + "/revoke", "/" + frame + "/bytes")) {
            node.send("POST " + ALL + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                    .assertProblem(401, "unauthorized");
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void shouldPassOnEveryRefusalOfEveryOperationUnchanged(Refusal refusal) throws Exception {
        var ram = allocate(4096);
        int status =
                switch (refusal) {
                    case BUSY, STOPPING, TIMED_OUT, NO_MAJORITY -> 503;
                    default -> 409;
                };
        node.kernel.memory.refuse(refusal, "core-1");
        var replies = List.of(
                node.act("POST", ALL, "{\"bytes\":4096}"),
                act(ram, "retype", "{\"type\":\"frame\",\"count\":1}"),
                act(ram, "revoke", ""),
                act("DELETE", ram, "", ""),
                node.get(ALL + "/" + text(ram)),
                act("GET", ram, "/bytes?core=0&offset=0&bytes=1", ""),
                act(ram, "bytes", "{\"core\":0,\"offset\":0,\"hex\":\"00\"}"));
        for (var reply : replies) {
            assertEquals("core-1", reply.assertProblem(status, refusal.word()));
            assertEquals(refusal.sentence(), reply.json().path("title").asText());
        }
    }

    @Test
    void shouldAnswerTimedOutWhereTheKernelSaysNothing() throws Exception {
        var ram = allocate(4096);
        node.kernel.memory.fallSilent();
        node.get(ALL).assertProblem(503, "timed-out");
        act(ram, "unmap", "").assertProblem(503, "timed-out");
    }

    private JsonNode allocate(long bytes) throws Exception {
        return made(201, node.act("POST", ALL, "{\"bytes\":" + bytes + "}"));
    }

    private JsonNode retype(JsonNode from, String type, int count) throws Exception {
        var reply = act(from, "retype", "{\"type\":\"" + type + "\",\"count\":" + count + "}");
        return made(201, reply).path("capabilities");
    }

    private Reply act(JsonNode capability, String word, String body) throws Exception {
        return act("POST", capability, "/" + word, body);
    }

    private Reply act(String method, JsonNode capability, String rest, String body) throws Exception {
        return node.act(method, ALL + "/" + text(capability) + rest, body);
    }

    private static JsonNode made(int status, Reply reply) {
        assertEquals(status, reply.status(), reply.body());
        assertTrue(reply.json().path("micros").isIntegralNumber(), reply.body());
        return reply.json();
    }

    private static String text(JsonNode capability) {
        return capability.path("ref").asText();
    }

    private static String word(JsonNode problem) {
        return problem.path("type").asText().replace("urn:multikernel:", "");
    }

    private static JsonNode without(JsonNode object, String... members) {
        var rest = object.<ObjectNode>deepCopy();
        rest.remove(List.of(members));
        return rest;
    }
}
