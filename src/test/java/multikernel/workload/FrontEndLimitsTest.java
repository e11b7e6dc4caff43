package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestProbe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may not do, and what it is told; no case may harm the next client. */
class FrontEndLimitsTest {

    @TempDir
    Path directory;

    private Cores cores;

    @BeforeEach
    void start() {
        cores = new Cores(directory);
    }

    @AfterEach
    void stop() {
        cores.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
                "GET / HTTP/1.1\nHost: a\n\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"
            })
    void shouldAnswer400AndCloseWhatIsNoRequest(String bytes) throws Exception {
        var web = cores.web(Map.of());
        try (var client = Cores.client(web)) {
            var reply = client.send(bytes).read();
            assertEquals(400, reply.status());
            assertEquals("close", reply.header("connection"));
            assertTrue(client.ended());
        }
        assertStillServes(web);
    }

    @Test
    void shouldNameTheLimitThatARequestBroke() throws Exception {
        var web = cores.web(Map.of("body-bytes-max", "10"));
        var cases = Map.of(
                "GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                414,
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n",
                431,
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world",
                413,
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nb\r\nhello world\r\n0\r\n\r\n",
                413,
                "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
                417,
                "GET / HTTP/2.0\r\nHost: a\r\n\r\n",
                505);
        for (var one : cases.entrySet()) {
            try (var client = Cores.client(web)) {
                assertEquals(one.getValue(), client.send(one.getKey()).read().status(), one.getKey());
                assertTrue(client.ended());
            }
        }
        assertStillServes(web);
    }

    @Test
    void shouldRefuseConnectionsOverTheLimitWith503() throws Exception {
        var web = cores.web(Map.of("connections-max", "1"));
        try (var first = Cores.client(web)) {
            assertEquals(200, first.get("/").status());
            try (var second = Cores.client(web)) {
                var reply = second.read();
                assertEquals(503, reply.status());
                assertEquals("1", reply.header("retry-after"));
                assertTrue(second.ended());
            }
            assertEquals(200, first.get("/").status());
        }
    }

    @Test
    void shouldCloseAClientThatNeverFinishesItsRequest() throws Exception {
        var web = cores.web(Map.of("idle-millis", "10"));
        try (var client = Cores.client(web)) {
            client.send("GET / HTTP/1.1\r\nHost: ");
            assertTrue(client.ended());
        }
        assertStillServes(web);
    }

    @Test
    void shouldAnswerMorePipelinedRequestsThanItTakesAtOnce() throws Exception {
        var web = cores.web(Map.of("pipelined-max", "1"));
        try (var client = Cores.client(web)) {
            client.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50));
            for (var request = 0; request < 100; request++) {
                assertEquals(request % 2 == 0 ? 404 : 200, client.read().status());
            }
        }
    }

    @Test
    void shouldAnswerAllThatWasSentBeforeAClientClosedItsSide() throws Exception {
        var web = cores.web(Map.of("pipelined-max", "2"));
        try (var client = Cores.client(web)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
            client.socket.shutdownOutput();
            for (var request = 0; request < 100; request++) {
                assertEquals(200, client.read().status(), "request " + request);
            }
            assertTrue(client.ended());
        }
    }

    @Test
    void shouldRefuseEveryRequestOverTheLimitHoweverManyComeAtOnce() throws Exception {
        TestProbe<Database.Command> database = cores.kit.createTestProbe();
        cores.place("database", Cores.SECOND, database.ref());
        var web = cores.web(Map.of("pipelined-max", "1", "requests-in-flight-max", "1"));
        try (var first = Cores.client(web);
                var second = Cores.client(web)) {
            first.send("GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            var query = (Database.ItemById) database.receiveMessage();
            second.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2_000));
            for (var request = 0; request < 2_000; request++) {
                assertEquals(503, second.read().status());
            }
            query.replyTo().tell(new Database.Found(query.ticket(), List.of()));
            assertEquals(404, first.read().status());
            assertEquals(200, second.get("/").status());
        }
    }

    private static void assertStillServes(Board.Context web) throws Exception {
        try (var next = Cores.client(web)) {
            assertEquals(200, next.get("/").status());
        }
    }
}
