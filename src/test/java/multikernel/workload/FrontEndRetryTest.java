package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import multikernel.runtime.Drain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a request when whoever it was given to is lost or leaves. */
class FrontEndRetryTest {

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

    /** What it is asked to serve; what it is told of the front-end is left aside. */
    private static WebServer.Command.Serve served(TestProbe<WebServer.Command> server) {
        while (true) {
            if (server.receiveMessage() instanceof WebServer.Command.Serve serve) {
                return serve;
            }
        }
    }

    @Test
    void shouldGiveTheRequestsOfAWebServerThatIsLostToAnother() throws Exception {
        TestProbe<WebServer.Command> other = cores.kit.createTestProbe();
        try (var client = Cores.client(cores.web(Map.of()))) {
            cores.place("web", Cores.SECOND, other.ref());
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
            served(other);
            cores.board.remove("web", Cores.SECOND);
            assertEquals(
                    List.of(200, 200),
                    List.of(client.read().status(), client.read().status()));
            assertTrue(client.get("/-/counts").text().contains("\"serversLost\":1"));
        }
    }

    @Test
    void shouldWaitForAWebServerThatIsLeavingButGiveItNothingNew() throws Exception {
        TestProbe<WebServer.Command> other = cores.kit.createTestProbe();
        try (var client = Cores.client(cores.web(Map.of()))) {
            cores.place("web", Cores.SECOND, other.ref());
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
            var given = served(other);
            cores.board.leave("web", Cores.SECOND);
            given.replyTo().tell(new FrontEnd.Served(given.ticket(), Answers.unavailable("said while leaving")));
            var statuses = List.of(client.read().status(), client.read().status());
            assertEquals(List.of(200, 503), statuses.stream().sorted().toList());
            assertEquals(200, client.get("/").status());
            assertEquals(200, client.get("/").status());
            assertTrue(client.get("/-/counts").text().contains("\"serversLost\":0"));
        }
    }

    @Test
    void shouldTellAClientThatKeepsItsConnectionBeforeItEnds() throws Exception {
        TestProbe<Drain.Drained> drained = cores.kit.createTestProbe();
        var web = cores.web(Map.of());
        try (var client = Cores.client(web)) {
            assertEquals("", client.get("/").header("connection"));
            ActorRef<Drain> drainer = web.drainer.get(20, TimeUnit.SECONDS);
            drainer.tell(new Drain(drained.ref()));
            RawClient.Reply reply;
            do {
                reply = client.get("/");
                assertEquals(200, reply.status());
            } while (!reply.header("connection").equals("close"));
            assertTrue(client.ended());
            assertEquals(Drain.Drained.DRAINED, drained.receiveMessage());
        }
    }

    @Test
    void shouldAskAnotherDatabaseWhenTheCoreOfOneIsLost() throws Exception {
        TestProbe<Database.Command> lost = cores.kit.createTestProbe();
        TestProbe<Database.Command> other = cores.kit.createTestProbe();
        cores.place("database", Cores.FIRST, lost.ref());
        try (var client = Cores.client(cores.web(Map.of()))) {
            client.send("GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            lost.receiveMessage();
            cores.place("database", Cores.SECOND, other.ref());
            cores.board.remove("database", Cores.FIRST);
            var query = (Database.ItemById) other.receiveMessage();
            query.replyTo().tell(new Database.Found(query.ticket(), List.of()));
            assertEquals(404, client.read().status());
        }
    }
}
