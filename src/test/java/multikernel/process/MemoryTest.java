package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import multikernel.cli.Ran;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory of a node in a process of its own, by the command line and by HTTP. */
class MemoryTest {

    private static final int CORES = 3;

    @TempDir
    static Path data;

    private static NodeProcess node;
    private static String address;
    private static final Client CLIENT = new Client();

    @BeforeAll
    static void start() throws Exception {
        node = NodeProcess.start(data, "--cores", Integer.toString(CORES));
        address = node.uri("http", "").toString();
    }

    @AfterAll
    static void end() throws Exception {
        node.close();
        CLIENT.close();
    }

    @Test
    void shouldTakeAFrameThroughItsWholeLifeByTheCommandLine() throws Exception {
        String ram;
        try (var command =
                NodeProcess.command(words("allocate", "64k", "--core", "1").toArray(String[]::new))) {
            assertEquals(0, command.awaitExit(), () -> String.join("\n", command.errors()));
            ram = command.output().getFirst();
        }
        var frame = done("retype", ram, "--type", "frame", "--count", "2", "--bytes", "8k")
                .getFirst();
        var copy = done("copy", frame, "--core", "2").getFirst();
        assertTrue(done("map", frame, "--cores", "0,1,2", "--access", "write")
                .getFirst()
                .startsWith("mapped on cores 0,1,2"));
        done("write", frame, "--core", "0", "--offset", "4k", "--hex", "4869");
        assertEquals(
                "00000fff  00 48 69 00                                       |.Hi.|",
                done("read", copy, "--core", "2", "--offset", "4095", "--bytes", "4")
                        .getFirst());
        var tree = done("tree");
        assertTrue(tree.stream().anyMatch(line -> line.matches(".*frame .* 3 +0,1,2 +" + frame)), tree::toString);
        done("unmap", frame);
        failed("not-mapped", "read", frame, "--core", "0");
        done("revoke", ram);
        failed("no-such-capability", "show", copy);
        done("delete", ram);
        failed("no-such-capability", "delete", ram);
        failed("bad-reference", "show", ram.substring(0, ram.length() - 1));
    }

    @Test
    void shouldRefuseWhatCannotBeMade() throws Exception {
        refused("bad-size", "", "{\"bytes\":1000}");
        refused("no-such-core", "", "{\"bytes\":4096,\"core\":" + CORES + "}");
        refused("out-of-memory", "", "{\"bytes\":1125899906842624}");
        refused("out-of-memory", "", "{\"bytes\":4611686018427387904}");
        refused("out-of-memory", "", "{\"bytes\":9223372036854771712}");
        var ram = made("", "{\"bytes\":1048576}");
        refused("not-derivable", ram + "/retype", "{\"type\":\"endpoint\",\"count\":1}");
        refused("bad-size", ram + "/retype", "{\"type\":\"frame\",\"count\":1,\"bytes\":1000}");
        refused("bad-offset", ram + "/retype", "{\"type\":\"frame\",\"count\":1,\"bytes\":4096,\"offset\":1}");
        refused("bad-count", ram + "/retype", "{\"type\":\"frame\",\"count\":257,\"bytes\":4096}");
        refused("bad-count", ram + "/retype", "{\"type\":\"frame\",\"count\":3,\"bytes\":4611686018427387904}");
        refused("out-of-range", ram + "/retype", "{\"type\":\"frame\",\"count\":1,\"bytes\":2097152}");
        made(ram + "/retype", "{\"type\":\"frame\",\"count\":1,\"bytes\":4096}");
        refused("revoke-first", ram + "/retype", "{\"type\":\"ram\",\"count\":1,\"bytes\":8192}");
        refused("not-mappable", ram + "/map", "{\"cores\":[0]}");
        var table = made(ram + "/retype", "{\"type\":\"table\",\"count\":1,\"offset\":16384}");
        refused("stays-home", table + "/copy", "{\"core\":1}");
        made(ram + "/revoke", "");
        deleted(ram);
    }

    @Test
    void shouldHoldTheOperatorToItsRights() throws Exception {
        var ram = made("", "{\"bytes\":8192,\"core\":1}");
        var frame = made(ram + "/retype", "{\"type\":\"frame\",\"count\":1}");
        var weak = made(frame + "/mint", "{\"rights\":\"read\"}");
        refused("more-rights", weak + "/mint", "{\"rights\":\"read,write\"}");
        refused("no-right", weak + "/copy", "{\"core\":0}");
        refused("no-right", weak + "/move", "{\"core\":0}");
        refused("no-right", weak + "/map", "{\"cores\":[1],\"access\":\"write\"}");
        assertEquals(
                "urn:multikernel:no-right",
                json(ask("GET", weak, "")).path("type").asText());
        made(weak + "/map", "{\"cores\":[1]}");
        refused("read-only", frame + "/bytes", "{\"core\":1,\"offset\":0,\"hex\":\"00\"}");
        refused("no-right", weak + "/bytes", "{\"core\":1,\"offset\":0,\"hex\":\"00\"}");
        refused("not-mapped", frame + "/bytes", "{\"core\":0,\"offset\":0,\"hex\":\"00\"}");
        made(frame + "/map", "{\"cores\":\"all\",\"access\":\"write\"}");
        refused("out-of-range", frame + "/bytes", "{\"core\":0,\"offset\":8191,\"hex\":\"0000\"}");
        refused("out-of-range", frame + "/bytes", "{\"core\":0,\"offset\":9223372036854775807,\"hex\":\"0000\"}");
        var moved = made(frame + "/move", "{\"core\":2}");
        refused("no-such-capability", frame + "/bytes", "{\"core\":1,\"offset\":0,\"hex\":\"00\"}");
        made(moved + "/unmap", "");
        made(ram + "/revoke", "");
        deleted(ram);
    }

    @Test
    void shouldGiveBackZeroedWhatWasWrittenBefore() throws Exception {
        for (int round = 0; round < 3; round++) {
            var ram = made("", "{\"bytes\":4096}");
            var frame = made(ram + "/retype", "{\"type\":\"frame\",\"count\":1}");
            made(frame + "/map", "{\"cores\":\"all\",\"access\":\"write\"}");
            var read = json(ask("GET", frame + "/bytes?core=1&offset=0&bytes=4096", ""));
            assertEquals("00".repeat(4096), read.path("hex").asText());
            made(frame + "/bytes", "{\"core\":2,\"offset\":0,\"hex\":\"" + "5a".repeat(4096) + "\"}");
            made(ram + "/revoke", "{}");
            deleted(ram);
        }
    }

    @Test
    void shouldRefuseTheReferencesOfAnEarlierStart() throws Exception {
        var ram = made("", "{\"bytes\":4096}");
        try (var other = NodeProcess.start(data.resolve("other"), "--cores", "1")) {
            var reply = CLIENT.get(other.uri("http", "/api/capabilities/" + ram));
            assertEquals(409, reply.statusCode());
            assertEquals(
                    "urn:multikernel:bad-reference", json(reply).path("type").asText());
        }
        deleted(ram);
    }

    private static void deleted(String reference) throws Exception {
        var reply = ask("DELETE", reference, "");
        assertEquals(200, reply.statusCode(), reply.body());
        assertFalse(ask("GET", "", "").body().contains(reference));
    }

    /** The first reference that the answer has. */
    private static String made(String path, String body) throws Exception {
        var reply = ask("POST", path, body);
        assertEquals(2, reply.statusCode() / 100, path + ": " + reply.body());
        return json(reply).findPath("ref").asText();
    }

    private static void refused(String word, String path, String body) throws Exception {
        var reply = ask("POST", path, body);
        assertEquals(409, reply.statusCode(), reply.body());
        assertEquals("urn:multikernel:" + word, json(reply).path("type").asText(), reply.body());
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        var at = "/api/capabilities" + (path.isEmpty() ? "" : "/" + path);
        return CLIENT.send(HttpRequest.newBuilder(node.uri("http", at))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("token")).strip())
                .method(method, BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> reply) throws Exception {
        return new ObjectMapper().readTree(reply.body());
    }

    /** The command line runs in this process, which spares the start of a JVM for each command. */
    private static List<String> done(String... arguments) {
        var ran = ran(arguments);
        assertEquals(0, ran.status(), ran.err());
        assertEquals("", ran.err());
        return ran.out().lines().toList();
    }

    private static void failed(String word, String command, String reference, String... rest) {
        var arguments = new ArrayList<>(List.of(command, reference));
        arguments.addAll(List.of(rest));
        var refused = ran(arguments.toArray(String[]::new));
        assertEquals(1, refused.status());
        assertEquals("", refused.out());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertTrue(refused.err().startsWith("multikernel: " + word + ": "), refused.err());
    }

    private static Ran ran(String... arguments) {
        return Ran.of(Map.of(), words(arguments));
    }

    private static List<String> words(String... arguments) {
        var all = new ArrayList<>(List.of("memory"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", address));
        if (!List.of("show", "tree").contains(arguments[0])) {
            all.addAll(List.of("--data", data.toString()));
        }
        return all;
    }
}
