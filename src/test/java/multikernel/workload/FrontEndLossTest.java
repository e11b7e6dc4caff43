package multikernel.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import multikernel.runtime.Drain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees when something behind the front-end is away, late, lost or ending. */
class FrontEndLossTest {

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

    @Test
    void shouldServeItemsAlikeFromADatabaseOnItsCoreAndOnAnother() throws Exception {
        for (var core : List.of(Cores.FIRST, Cores.SECOND)) {
            cores.database(core);
            try (var client = Cores.client(cores.web(Map.of()))) {
                var page = client.get("/items/7");
                assertEquals(200, page.status());
                assertTrue(page.header("content-type").startsWith("text/html"));
                var item = new ObjectMapper()
                        .readTree(client.get("/items/7", "Accept: application/json")
                                .text());
                assertEquals(7, item.get("id").asInt());
                assertTrue(page.text().contains(item.get("isbn").asText()), page.text());
                var author = item.get("author").get("last").asText();
                var list = client.get("/items?author=" + author, "Accept: application/json");
                assertTrue(list.text().contains("\"last\":\"" + author + "\""), list.text());
                assertEquals(404, client.get("/items/101").status());
                assertEquals(400, client.get("/items").status());
            }
            cores.board.remove("database", core);
        }
    }

    @Test
    void shouldAnswer503WithoutADatabaseAndServeItemsOnceItComes() throws Exception {
        try (var client = Cores.client(cores.web(Map.of()))) {
            var reply = client.get("/items/1");
            assertEquals(503, reply.status());
            assertEquals("1", reply.header("retry-after"));
            assertTrue(reply.text().contains("No database is there"), reply.text());
            assertEquals(200, client.get("/").status());
            cores.database(Cores.SECOND);
            assertEquals(200, client.get("/items/1").status());
        }
    }

    @Test
    void shouldAnswer503AtOnceWhenTheCoreOfTheDatabaseIsLost() throws Exception {
        TestProbe<Database.Command> database = cores.kit.createTestProbe();
        cores.place("database", Cores.SECOND, database.ref());
        try (var client = Cores.client(cores.web(Map.of("query-millis", "590000", "request-millis", "600000")))) {
            client.send("GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            database.receiveMessage();
            cores.board.remove("database", Cores.SECOND);
            var reply = client.read();
            assertEquals(503, reply.status());
            assertTrue(reply.text().contains("core of the database was lost"), reply.text());
        }
    }

    @Test
    void shouldAnswer503WhenTheDatabaseIsLateAndForgetWhatItSaysThen() throws Exception {
        TestProbe<Database.Command> database = cores.kit.createTestProbe();
        cores.place("database", Cores.FIRST, database.ref());
        try (var client = Cores.client(cores.web(Map.of("query-millis", "10")))) {
            client.send("GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            var query = (Database.ItemById) database.receiveMessage();
            assertEquals(503, client.read().status());
            query.replyTo().tell(new Database.Found(query.ticket(), List.of()));
            assertEquals(200, client.get("/").status());
        }
    }

    @Test
    void shouldAnswerInOrderWhenALaterAnswerComesFirst() throws Exception {
        TestProbe<Database.Command> database = cores.kit.createTestProbe();
        cores.place("database", Cores.SECOND, database.ref());
        try (var client = Cores.client(cores.web(Map.of()))) {
            for (var target : List.of("/items/1", "/items/2", "/")) {
                client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            var first = (Database.ItemById) database.receiveMessage();
            var second = (Database.ItemById) database.receiveMessage();
            second.replyTo().tell(new Database.Failed(second.ticket(), "second"));
            first.replyTo().tell(new Database.Found(first.ticket(), List.of()));
            assertEquals(404, client.read().status());
            assertTrue(client.read().text().contains("second"));
            assertEquals(200, client.read().status());
        }
    }

    @Test
    void shouldAnswer503WhenAsManyWebServersAreLostAsAreTried() throws Exception {
        TestProbe<WebServer.Command> other = cores.kit.createTestProbe();
        try (var client = Cores.client(cores.web(Map.of("request-millis", "600000", "tries-max", "1")))) {
            cores.place("web", Cores.SECOND, other.ref());
            // the two servers are taken in turn, so of two requests one goes to the other
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
            awaitRequest(other);
            cores.board.remove("web", Cores.SECOND);
            var statuses = List.of(client.read().status(), client.read().status());
            assertEquals(List.of(200, 503), statuses.stream().sorted().toList());
            assertEquals(200, client.get("/").status());
            assertTrue(client.get("/-/counts").text().contains("\"serversLost\":1"));
        }
    }

    /** Web servers tell each other of ports, too. */
    private static void awaitRequest(TestProbe<WebServer.Command> server) {
        WebServer.Command told;
        do {
            told = server.receiveMessage();
        } while (!(told instanceof WebServer.Command.Serve));
    }

    @Test
    void shouldAnswerWhatIsUnderWayWhenItDrainsAndTakeNothingNew() throws Exception {
        TestProbe<Database.Command> database = cores.kit.createTestProbe();
        TestProbe<Drain.Drained> drained = cores.kit.createTestProbe();
        cores.place("database", Cores.SECOND, database.ref());
        var web = cores.web(Map.of());
        try (var busy = Cores.client(web);
                var idle = Cores.client(web)) {
            assertEquals(200, idle.get("/").status());
            busy.send("GET /items/1 HTTP/1.1\r\nHost: a\r\n\r\n");
            var query = (Database.ItemById) database.receiveMessage();
            ActorRef<Drain> drainer = web.drainer.get(20, TimeUnit.SECONDS);
            drainer.tell(new Drain(drained.ref()));
            assertTrue(idle.ended());
            query.replyTo().tell(new Database.Found(query.ticket(), List.of()));
            var reply = busy.read();
            assertEquals(404, reply.status());
            assertEquals("close", reply.header("connection"));
            assertTrue(busy.ended());
            assertEquals(Drain.Drained.DRAINED, drained.receiveMessage());
            assertRefused(web);
        }
    }

    @Test
    void shouldSayInOneLineThatItsPortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var web = cores.web(Map.of("port", String.valueOf(taken.getLocalPort())));
            var line = web.unable.get(20, TimeUnit.SECONDS);
            assertTrue(line.startsWith("port " + taken.getLocalPort() + " in use"), line);
            assertTrue(line.contains("127.0.0.1") && line.lines().count() == 1, line);
        }
    }

    @Test
    void shouldGiveItsPortToASuccessorWhenItIsFenced() throws Exception {
        var web = cores.web(Map.of());
        var port = Cores.address(web).getPort();
        try (var client = Cores.client(web)) {
            assertEquals(200, client.get("/").status());
            web.fence.get(20, TimeUnit.SECONDS).run();
            assertTrue(client.ended());
        }
        var successor = cores.spawn(
                new WebKind(), "successor", List.of(Cores.SECOND), Cores.SECOND, Map.of("port", String.valueOf(port)));
        assertEquals(port, Cores.address(successor).getPort());
        try (var client = Cores.client(successor)) {
            assertEquals(200, client.get("/").status());
        }
    }

    @Test
    void shouldGiveItsPortToASuccessorWhileItsOwnThreadStandsStill() throws Exception {
        var web = cores.web(Map.of());
        var port = Cores.address(web).getPort();
        var still = new CountDownLatch(1);
        var stands = new CountDownLatch(1);
        try (var client = Cores.client(web)) {
            assertEquals(200, client.get("/").status());
            cores.kit.spawn(standStill(stands, still), Cores.on(Cores.FIRST));
            assertTrue(stands.await(20, TimeUnit.SECONDS));
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            web.fence.get(20, TimeUnit.SECONDS).run();
            assertTrue(client.ended());
            var settings = Map.of("port", String.valueOf(port));
            var successor = cores.spawn(new WebKind(), "next", List.of(Cores.SECOND), Cores.SECOND, settings);
            try (var next = Cores.client(successor)) {
                assertEquals(200, next.get("/").status());
                still.countDown();
                assertEquals(200, next.get("/").status());
            }
        }
    }

    private static Behavior<String> standStill(CountDownLatch stands, CountDownLatch still) {
        return Behaviors.setup(actor -> {
            stands.countDown();
            still.await();
            return Behaviors.empty();
        });
    }

    @Test
    void shouldListenOnItsPortAgainAfterItsFrontEndWasLost() throws Exception {
        var first = cores.web(Map.of());
        var port = String.valueOf(Cores.address(first).getPort());
        cores.stop("web", Cores.FIRST);
        first.detached.get(20, TimeUnit.SECONDS);
        var context = cores.board.context("web", List.of(Cores.FIRST), Cores.FIRST, Map.of("port", port), directory);
        var behavior = new WebKind().create(context).<Object>unsafeCast();
        var restarted = cores.kit.spawn(
                Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart()),
                "restarted",
                Cores.on(Cores.FIRST));
        cores.place("web", Cores.FIRST, restarted);
        try (var client = Cores.client(context)) {
            assertEquals(200, client.get("/").status());
            Adapter.toClassic(cores.kit.system())
                    .actorSelection("/user/restarted/front-end-1")
                    .tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
            assertTrue(client.ended());
        }
        TestProbe<String> probe = cores.kit.createTestProbe();
        probe.awaitAssert(Duration.ofSeconds(20), () -> {
            try (var client = Cores.client(context)) {
                assertEquals(200, client.get("/").status());
            } catch (Exception notYet) {
                throw new AssertionError("the successor does not listen yet", notYet);
            }
            return "listens";
        });
    }

    @Test
    void shouldCloseEverySocketWhenItStops() throws Exception {
        var web = cores.web(Map.of());
        try (var client = Cores.client(web)) {
            assertEquals(200, client.get("/").status());
            cores.stop("web", Cores.FIRST);
            assertTrue(client.ended());
            web.detached.get(20, TimeUnit.SECONDS);
            assertRefused(web);
        }
    }

    private static void assertRefused(Board.Context web) throws Exception {
        try (var late = Cores.client(web)) {
            assertTrue(late.ended());
        } catch (ConnectException refused) {
            assertEquals(ConnectException.class, refused.getClass());
        }
    }
}
