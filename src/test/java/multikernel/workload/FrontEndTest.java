package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front-end and the web server, over real sockets. */
class FrontEndTest {

    private static final String LARGE = "0123456789".repeat(50_000);

    @TempDir
    Path directory;

    private Cores cores;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        var site = Files.createDirectories(directory.resolve("site/sub"));
        Files.writeString(directory.resolve("secret.txt"), "secret");
        Files.writeString(directory.resolve("site/a.txt"), "0123456789");
        Files.writeString(directory.resolve("site/large.bin"), LARGE);
        Files.writeString(site.resolve("index.html"), "<p>sub</p>");
        Files.createSymbolicLink(directory.resolve("site/link.txt"), directory.resolve("secret.txt"));
        cores = new Cores(directory);
        client = Cores.client(
                cores.web(Map.of("directory", directory.resolve("site").toString())));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        cores.close();
    }

    @Test
    void shouldServeAFileWithItsTypeLengthAndTag() throws Exception {
        var reply = client.get("/a.txt");
        assertEquals(200, reply.status());
        assertEquals("0123456789", reply.text());
        assertEquals("text/plain; charset=utf-8", reply.header("content-type"));
        assertEquals("10", reply.header("content-length"));
        assertTrue(reply.header("etag").matches("\"[0-9a-f]{32}\""), reply.header("etag"));
        assertTrue(
                reply.header("date").matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT"),
                reply.header("date"));
    }

    @Test
    void shouldAnswerManyRequestsOnOneConnection() throws Exception {
        for (var request = 0; request < 100; request++) {
            assertEquals(200, client.get("/a.txt").status());
        }
    }

    @Test
    void shouldAnswerPipelinedRequestsInTheirOrderHoweverManyThereAre() throws Exception {
        var requests = new StringBuilder();
        for (var request = 0; request < 200; request++) {
            requests.append("GET /").append(request % 3 == 0 ? "a.txt" : "none-" + request);
            requests.append(" HTTP/1.1\r\nHost: here\r\n\r\n");
        }
        client.send(requests.toString());
        for (var request = 0; request < 200; request++) {
            assertEquals(request % 3 == 0 ? 200 : 404, client.read().status(), "request " + request);
        }
    }

    @Test
    void shouldAnswerAHeadWithTheHeadersOfAGetAndNothingMore() throws Exception {
        var reply = client.request("HEAD", "/a.txt");
        assertEquals("10", reply.header("content-length"));
        assertEquals(200, client.get("/a.txt").status(), "the next answer starts where the head ended");
        assertEquals("500000", client.request("HEAD", "/large.bin").header("content-length"));
        assertEquals(200, client.get("/a.txt").status());
    }

    @Test
    void shouldServeOneRangeAndRefuseOneThatIsNotThere() throws Exception {
        var part = client.get("/a.txt", "Range: bytes=2-4");
        assertEquals(206, part.status());
        assertEquals("234", part.text());
        assertEquals("bytes 2-4/10", part.header("content-range"));
        var none = client.get("/a.txt", "Range: bytes=10-");
        assertEquals(416, none.status());
        assertEquals("bytes */10", none.header("content-range"));
        assertEquals(200, client.get("/a.txt", "Range: bytes=0-1,4-5").status());
    }

    @Test
    void shouldSendALargeFileFromTheDiskInWholeAndInPart() throws Exception {
        assertEquals(LARGE, client.get("/large.bin").text());
        var part = client.get("/large.bin", "Range: bytes=-7");
        assertEquals("3456789", part.text());
        assertEquals("bytes 499993-499999/500000", part.header("content-range"));
    }

    @Test
    void shouldAnswer304ToAClientThatHasTheFile() throws Exception {
        var tag = client.get("/a.txt").header("etag");
        var reply = client.get("/a.txt", "If-None-Match: \"other\", W/" + tag);
        assertEquals(304, reply.status());
        assertFalse(reply.headers().containsKey("content-length"));
        assertEquals(200, client.get("/a.txt", "If-None-Match: \"other\"").status());
    }

    @Test
    void shouldLetNoPathLeaveTheDirectory() throws Exception {
        for (var path : new String[] {
            "/../secret.txt", "/%2e%2e/secret.txt", "/sub/..%2f..%2fsecret.txt", "/..%5csecret.txt", "/%00", "/%zz"
        }) {
            assertEquals(400, client.get(path).status(), path);
        }
        assertEquals(404, client.get("/link.txt").status(), "a link that leads out");
    }

    @Test
    void shouldSendAClientToTheSlashOfADirectoryAndServeItsIndex() throws Exception {
        var moved = client.get("/sub");
        assertEquals(301, moved.status());
        assertEquals("/sub/", moved.header("location"));
        assertEquals("<p>sub</p>", client.get("/sub/").text());
    }

    @Test
    void shouldRefuseOtherMethodsAndDiscardTheirBodies() throws Exception {
        client.send("POST /a.txt HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello");
        var reply = client.read();
        assertEquals(405, reply.status());
        assertEquals("GET, HEAD", reply.header("allow"));
        assertEquals(200, client.get("/a.txt").status());
    }

    @Test
    void shouldCloseAfterHttp10UnlessToldOtherwise() throws Exception {
        client.send("GET /a.txt HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertEquals("keep-alive", client.read().header("connection"));
        client.send("GET /a.txt HTTP/1.0\r\n\r\n");
        var reply = client.read();
        assertEquals("close", reply.header("connection"));
        assertEquals("0123456789", reply.text());
        assertTrue(client.ended());
    }

    @Test
    void shouldCloseWhenAsked() throws Exception {
        assertEquals("close", client.get("/a.txt", "Connection: close").header("connection"));
        assertTrue(client.ended());
    }

    @Test
    void shouldAnswerAClientThatHasClosedItsSide() throws Exception {
        client.send("GET /a.txt HTTP/1.1\r\nHost: here\r\n\r\nGET /none HTTP/1.1\r\nHost: here\r\n\r\n");
        client.socket.shutdownOutput();
        assertEquals(200, client.read().status());
        assertEquals(404, client.read().status());
        assertTrue(client.ended());
    }

    @Test
    void shouldCountWhatItDoes() throws Exception {
        client.get("/a.txt");
        client.get("/none");
        var counts = client.get("/-/counts").text();
        assertTrue(counts.contains("\"requests\":3,\"answered\":2,\"clientErrors\":1,"), counts);
    }
}
