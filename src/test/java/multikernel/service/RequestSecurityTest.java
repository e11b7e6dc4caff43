package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import multikernel.base.DomainReading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSecurityTest {

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
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "127.9.8.7", "[::1]", "[0:0:0:0:0:0:0:1]"})
    void shouldServeEveryNameOfLoopbackWithOurPortOrNone(String host) throws Exception {
        assertEquals(200, ask("GET", "/alive", "Host: " + host).status());
        assertEquals(
                200, ask("GET", "/alive", "Host: " + host + ":" + node.port()).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "128.0.0.1",
                "0.0.0.0",
                "10.0.0.1",
                "[::2]",
                "[::]",
                "localhost.",
                "xlocalhost",
                "localhost:1"
            })
    void shouldRefuseEveryOtherHostBeforeAnythingElse(String host) throws Exception {
        for (var path : List.of("/alive", "/", "/nothing", "/api/cores", "/api/events")) {
            ask("GET", path, "Host: " + host).assertProblem(421, "misdirected");
        }
        ask("DELETE", "/api/domains/web", "Host: " + host, bearer()).assertProblem(421, "misdirected");
    }

    @Test
    void shouldRefuseARequestThatNamesNoHost() throws Exception {
        node.send("GET /alive HTTP/1.0\r\n\r\n").assertProblem(400, "malformed");
        node.send("GET /alive HTTP/1.1\r\nHost:\r\n\r\n").assertProblem(400, "malformed");
        node.send("GET /alive HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n")
                .assertProblem(400, "malformed");
    }

    @Test
    void shouldRefuseAnAddressOfAnotherHostInTheRequestLine() throws Exception {
        var reply = node.send("GET http://example.org/alive HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertEquals(400, reply.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://example.org",
                "http://localhost",
                "https://localhost:%d",
                "http://127.0.0.1:%d",
                "http://localhost:%d.example.org",
                "http://localhost:1",
                "http://localhost:%d http://example.org",
                "*"
            })
    void shouldRefuseThePagesOfOtherSites(String origin) throws Exception {
        var header = "Origin: " + origin.replace("%d", Integer.toString(node.port()));
        ask("GET", "/api/cores", host(), header).assertProblem(403, "foreign-origin");
        ask("DELETE", "/api/domains/web", host(), header, bearer()).assertProblem(403, "foreign-origin");
    }

    @Test
    void shouldAnswerItsOwnPage() throws Exception {
        var own = "Origin: http://localhost:" + node.port();
        assertEquals(200, ask("GET", "/api/cores", host(), own).status());
        assertEquals(
                200, ask("DELETE", "/api/domains/web", host(), own, bearer()).status());
    }

    @Test
    void shouldNameNoOtherSiteThatMayRead() throws Exception {
        for (var path : List.of("/", "/api/cores", "/nothing")) {
            var headers = ask("GET", path, host()).headers();
            assertTrue(headers.keySet().stream().noneMatch(name -> name.startsWith("access-control")));
            assertEquals("nosniff", headers.get("x-content-type-options"));
            // the console's files are kept and asked for anew, by their tags
            assertEquals(path.equals("/") ? "no-cache" : "no-store", headers.get("cache-control"));
            assertEquals("same-origin", headers.get("cross-origin-resource-policy"));
        }
    }

    @Test
    void shouldActForTheTokenOfThisStartOnly() throws Exception {
        var token = node.token;
        node.kernel.domains.put("web", new DomainReading("web", "web", List.of(0), 0, "running", java.util.Map.of()));
        for (var header : List.of(
                "X: none",
                "Authorization: Bearer",
                "Authorization: Bearer " + token.substring(1),
                "Authorization: Bearer " + token + "0",
                "Authorization: Bearer " + "0".repeat(64),
                "Authorization: Bearer " + token.toUpperCase(java.util.Locale.ROOT) + "x",
                "Authorization: Basic " + token,
                "Authorization: " + token,
                "Authorization: Bearer \u00e4\u00f6")) {
            var spawn = ask("POST", "/api/domains", host(), header);
            spawn.assertProblem(401, "unauthorized");
            assertEquals("Bearer", spawn.header("www-authenticate"));
            ask("DELETE", "/api/domains/web", host(), header).assertProblem(401, "unauthorized");
        }
        assertEquals(1, node.kernel.domains.size());
        assertEquals(200, ask("DELETE", "/api/domains/web", host(), bearer()).status());
        assertEquals(0, node.kernel.domains.size());
    }

    @Test
    void shouldNeverShowTheToken() throws Exception {
        for (var path : List.of("/", "/api/status", "/openapi.json", "/nothing")) {
            assertTrue(!ask("GET", path, host(), bearer()).body().contains(node.token), path);
        }
        assertEquals("token", Token.random().toString());
    }

    private String host() {
        return "Host: localhost:" + node.port();
    }

    private String bearer() {
        return "Authorization: Bearer " + node.token;
    }

    private Reply ask(String method, String path, String... headers) throws Exception {
        return node.send(method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }
}
