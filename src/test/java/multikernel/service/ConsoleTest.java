package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the console as they are served. */
class ConsoleTest {

    private static final Path DIRECTORY = Path.of("src", "main", "resources", "console");

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
    void shouldServeEveryFileWithItsTypeAndAStrictPolicy() throws Exception {
        for (var name : Console.FILES) {
            var reply = node.get("/console/" + name);
            assertEquals(200, reply.status(), name);
            var type = name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "image/svg+xml";
            assertEquals(type, reply.header("content-type").split(";")[0], name);
            assertEquals("nosniff", reply.header("x-content-type-options"));
            var policy = reply.header("content-security-policy");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals(Files.readString(DIRECTORY.resolve(name)), reply.body(), name);
        }
    }

    @Test
    void shouldSendAFileThatIsKnownNoSecondTime() throws Exception {
        var first = node.get("/");
        assertEquals("no-cache", first.header("cache-control"));
        var tag = first.header("etag");
        assertTrue(tag.matches("\"[0-9a-f]{32}\""), tag);
        var again = node.send("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"x\", " + tag + "\r\n\r\n");
        assertEquals(304, again.status());
        assertEquals("", again.body());
        assertEquals(tag, again.header("etag"));
        var other = node.send("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"x\"\r\n\r\n");
        assertEquals(200, other.status());
    }

    @Test
    void shouldServeNothingElseAndNotToAPageOfAnotherSite() throws Exception {
        node.get("/console/none.js").assertProblem(404, "not-found");
        node.get("/console/..%2Fopenapi.json").assertProblem(404, "not-found");
        node.get("/console/").assertProblem(404, "not-found");
        node.send("GET /console/app.js HTTP/1.1\r\nHost: localhost\r\nOrigin: http://example.org\r\n\r\n")
                .assertProblem(403, "foreign-origin");
        assertEquals(405, node.act("POST", "/console/app.js", "").status());
    }

    @Test
    void shouldKnowEveryFileAndRefuseToNameOneThatIsNotThere() throws Exception {
        var there = new TreeSet<String>();
        var named = new TreeSet<>(List.of(Console.PAGE));
        var name = Pattern.compile("(?:\"\\./|\"console/)([\\w.-]+)\"");
        try (var files = Files.list(DIRECTORY)) {
            for (var file : files.toList()) {
                there.add(file.getFileName().toString());
                name.matcher(Files.readString(file)).results().forEach(each -> named.add(each.group(1)));
            }
        }
        assertEquals(there, named, "every file is used, and every one that is used is there");
        named.remove(Console.PAGE);
        assertEquals(named, new TreeSet<>(Console.FILES));
    }

    @Test
    void shouldCarryNoScriptAndNoStyleInThePageNorAskForAnythingElsewhere() throws Exception {
        var page = node.get("/").body();
        assertFalse(page.contains("<style") || page.contains(" style=") || page.matches("(?s).* on\\w+=.*"), page);
        assertEquals(1, page.split("<script", -1).length - 1);
        for (var file : Console.FILES) {
            var text = Files.readString(DIRECTORY.resolve(file)).replace("http://www.w3.org/2000/svg", "");
            assertFalse(text.contains("://"), file);
            assertFalse(text.contains("innerHTML"), file);
        }
    }
}
