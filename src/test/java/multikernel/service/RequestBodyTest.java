package multikernel.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "null",
                "7",
                "[]",
                "\"web\"",
                "{}",
                "{'name':'web','kind':'web'}",
                "{\"name\":\"web\"}",
                "{\"name\":7,\"kind\":\"web\"}",
                "{\"name\":null,\"kind\":\"web\"}",
                "{\"name\":\"web\",\"kind\":\"web\",}",
                "{\"name\":\"web\",\"kind\":\"web\"} x",
                "{\"name\":\"web\",\"kind\":\"web\"}{}",
                "{\"name\":\"web\",\"kind\":\"web\"} // why",
                "{\"name\":\"web\",\"name\":\"store\",\"kind\":\"web\"}",
                "{\"name\":\"web\",\"kind\":\"web\",\"settings\":{\"a\":\"1\",\"a\":\"2\"}}",
                "{\"name\":\"web\",\"kind\":\"web\",\"class\":\"java.lang.Runtime\"}"
            })
    void shouldRefuseWhatIsNotTheObjectAskedFor(String body) throws Exception {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"web\",\"kind\":\"web\",\"shards\":1e400}",
                "{\"name\":\"web\",\"kind\":\"web\",\"shards\":1e999999999999}",
                "{\"name\":\"web\",\"kind\":\"web\",\"shards\":2.0}",
                "{\"name\":\"web\",\"kind\":\"web\",\"shards\":-1}",
                "{\"name\":\"web\",\"kind\":\"web\",\"shards\":2147483648}",
                "{\"name\":\"web\",\"kind\":\"web\",\"shards\":\"2\"}",
                "{\"name\":\"web\",\"kind\":\"web\",\"shards\":NaN}",
                "{\"name\":\"web\",\"kind\":\"web\",\"cores\":null}",
                "{\"name\":\"web\",\"kind\":\"web\",\"cores\":\"some\"}",
                "{\"name\":\"web\",\"kind\":\"web\",\"cores\":[\"0\"]}",
                "{\"name\":\"web\",\"kind\":\"web\",\"cores\":[0.5]}",
                "{\"name\":\"web\",\"kind\":\"web\",\"cores\":[1e400]}",
                "{\"name\":\"web\",\"kind\":\"web\",\"settings\":[]}",
                "{\"name\":\"web\",\"kind\":\"web\",\"settings\":{\"a\":{}}}",
                "{\"name\":\"web\",\"kind\":\"web\",\"settings\":{\"a\":null}}",
                "{\"name\":\"web\",\"kind\":\"web\",\"settings\":{\"a\":1e400}}"
            })
    void shouldRefuseMembersOfTheWrongForm(String body) throws Exception {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"we\u0000b\",\"kind\":\"web\"}",
                "\u0000{\"name\":\"web\",\"kind\":\"web\"}",
                // Not UTF-8: a byte that cannot be, a cut sequence, an overlong slash, half a surrogate pair.
                "{\"name\":\"\u00ff\",\"kind\":\"web\"}",
                "{\"name\":\"\u00c3\",\"kind\":\"web\"}",
                "{\"name\":\"\u00c0\u00af\",\"kind\":\"web\"}",
                "{\"name\":\"\u00ed\u00a0\u0080\",\"kind\":\"web\"}",
                // UTF-16 and a byte order mark.
                "\u00fe\u00ff\u0000{\u0000}",
                "\u00ef\u00bb\u00bf{\"name\":\"web\",\"kind\":\"web\"}"
            })
    void shouldRefuseBytesThatAreNoText(String body) throws Exception {
        assertMalformed(body);
    }

    @Test
    void shouldRefuseDeepNestingWhereverItIs() throws Exception {
        for (var open : new String[] {"[", "{\"a\":", "{\"settings\":{\"a\":["}) {
            node.act("POST", "/api/domains", open.repeat(3000)).assertProblem(400, "malformed");
        }
    }

    @Test
    void shouldSayWhereTheBodyIsWrong() throws Exception {
        var reply = node.act("POST", "/api/domains", "{\"name\": \"web\",\n \"kind\": }");
        var detail = reply.assertProblem(400, "malformed");
        assertTrue(detail.contains("line 2, column 10"), detail);
        assertEquals(
                "unknown member \"clas\\ns\"; known are name, kind, cores, shards and settings",
                node.act("POST", "/api/domains", "{\"clas\\ns\":1}").assertProblem(400, "malformed"));
    }

    @Test
    void shouldLeaveItToTheKernelWhichNamesCanBe() throws Exception {
        assertEquals(
                201,
                node.act("POST", "/api/domains", "{\"name\":\"\\u0000\",\"kind\":\"web\"}")
                        .status());
        assertEquals("\u0000", node.kernel.asked.remove().name());
        assertEquals(200, node.act("DELETE", "/api/domains/%00", "").status());
        assertEquals(200, node.act("DELETE", "/api/domains/a%2Fb", "").status());
    }

    @Test
    void shouldTakeABodyOfTheLimitAndNoByteMore() throws Exception {
        var body = "{\"name\":\"web\",\"kind\":\"web\",\"settings\":{\"a\":\"\"}}";
        var room = ServedNode.BODY_BYTES_MAX - body.length();
        assertEquals(201, node.act("POST", "/api/domains", filled(body, room)).status());
        assertEquals(Map.of("a", "x".repeat(room)), node.kernel.asked.remove().settings());
        for (int more : new int[] {1, 1_000_000, 7_000_000}) {
            var detail =
                    node.act("POST", "/api/domains", filled(body, room + more)).assertProblem(413, "too-large");
            assertEquals("a body has at most 65536 bytes", detail);
        }
        assertNull(node.kernel.asked.poll());
    }

    @Test
    void shouldNotWaitForABodyThatIsSaidToBeFarTooLarge() throws Exception {
        node.send("POST /api/domains HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + node.token
                        + "\r\nContent-Length: 9999999999\r\n\r\n{")
                .assertProblem(413, "too-large");
    }

    @Test
    void shouldLimitABodyWhoseLengthIsNotSaid() throws Exception {
        var head = "POST /api/domains HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + node.token
                + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        var chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
        node.send(head + chunk.repeat(3) + "0\r\n\r\n").assertProblem(413, "too-large");
    }

    /** @param body its characters are bytes */
    private static void assertMalformed(String body) throws Exception {
        node.act("POST", "/api/domains", body.getBytes(ISO_8859_1)).assertProblem(400, "malformed");
        assertNull(node.kernel.asked.poll());
    }

    private static String filled(String body, int room) {
        return body.replace("\"\"", "\"" + "x".repeat(room) + "\"");
    }
}
