package multikernel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import multikernel.base.CoreId;
import multikernel.base.DomainReading;
import multikernel.base.DomainSpec;
import multikernel.base.OperationId;
import multikernel.base.Outcome;
import multikernel.base.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpApiTest {

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
    void shouldSayThatItIsAlive() throws Exception {
        var reply = node.get("/alive");
        assertEquals(200, reply.status());
        assertTrue(reply.json().path("alive").asBoolean());
    }

    @Test
    void shouldSayWhetherItIsReadyAndWhyNot() throws Exception {
        assertEquals(200, node.get("/ready").status());
        node.kernel.unready = "core-1 has not joined";
        assertEquals("core-1 has not joined", node.get("/ready").assertProblem(503, "not-ready"));
    }

    @Test
    void shouldTellTheNodeAndTheListOfNodes() throws Exception {
        var status = node.get("/api/status").json();
        assertEquals("node-1", status.path("node").asText());
        assertEquals(1, status.path("coresOnline").asInt());
        assertEquals(3_723_004, status.path("uptimeMillis").asLong());
        assertEquals(
                "{\"name\":\"node-2\",\"address\":\"127.0.0.2:25520\",\"state\":\"unreachable\",\"incarnation\":3,"
                        + "\"cores\":4,\"since\":\"2026-11-18T11:06:41Z\"}",
                node.get("/api/nodes").json().get(1).toString());
    }

    @Test
    void shouldTellCoresUnderTheNamesOfTheContract() throws Exception {
        var cores = node.get("/api/cores").json();
        assertEquals(
                "{\"id\":1,\"node\":\"node-1\",\"cpu\":-1,\"pinned\":\"not-permitted\",\"package\":-1,\"numaNode\":-1,"
                        + "\"kind\":\"unknown\",\"state\":\"stuck\",\"utilization\":1.0,\"dispatchers\":2,"
                        + "\"incarnation\":2,\"thread\":\"core-1.2\"}",
                cores.get(1).toString());
        assertEquals(0.1235, cores.get(0).path("utilization").asDouble());
    }

    @Test
    void shouldTellChannelsUnderTheNamesOfTheContract() throws Exception {
        assertEquals(
                "{\"from\":1,\"to\":0,\"tier\":\"shared-memory\",\"plane\":\"data\",\"capacity\":1024,\"depth\":17,"
                        + "\"sent\":99,\"received\":82,\"stalls\":0,\"rejected\":3}",
                node.get("/api/channels").json().get(1).toString());
    }

    @Test
    void shouldTellKindsWithTheirSettings() throws Exception {
        assertEquals(
                "[{\"name\":\"web\",\"settings\":[{\"name\":\"root\",\"default\":\"www\","
                        + "\"meaning\":\"directory that is served\"}]}]",
                node.get("/api/kinds").json().toString());
    }

    @Test
    void shouldSpawnADomainAsItWasAsked() throws Exception {
        var reply = node.act("POST", "/api/domains", """
            {"name": "web", "kind": "web", "cores": [1, 0, 1], "shards": 3,
             "settings": {"root": "www", "port": 8081, "list": false}}\
            """);
        assertEquals(201, reply.status(), reply.body());
        assertEquals(
                new DomainSpec(
                        "web",
                        "web",
                        List.of(CoreId.of(0), CoreId.of(1)),
                        3,
                        Map.of("root", "www", "port", "8081", "list", "false")),
                node.kernel.asked.poll());
        assertEquals(
                "{\"name\":\"web\",\"kind\":\"web\",\"cores\":[0,1],\"shards\":3,\"state\":\"running\","
                        + "\"settings\":{\"list\":\"false\",\"port\":\"8081\",\"root\":\"www\"},"
                        + "\"operation\":\"1.2.7\",\"micros\":42}",
                reply.body());
        assertEquals("web", node.get("/api/domains").json().get(0).path("name").asText());
    }

    @Test
    void shouldSpawnOnAllCoresWhereNoneAreNamed() throws Exception {
        for (var body :
                List.of("{\"name\":\"a\",\"kind\":\"web\"}", "{\"name\":\"b\",\"kind\":\"web\",\"cores\":\"all\"}")) {
            assertEquals(201, node.act("POST", "/api/domains", body).status());
            assertEquals(
                    List.of(CoreId.of(0), CoreId.of(1)),
                    node.kernel.asked.remove().cores());
        }
    }

    @Test
    void shouldKillADomain() throws Exception {
        node.kernel.domains.put("web", new DomainReading("web", "web", List.of(0), 0, "running", Map.of()));
        var reply = node.act("DELETE", "/api/domains/web", "");
        assertEquals(200, reply.status());
        assertEquals("{\"name\":\"web\",\"operation\":\"1.2.7\",\"micros\":42}", reply.body());
        assertEquals("[]", node.get("/api/domains").body());
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void shouldPassOnEveryRefusalOfTheKernelUnchanged(Refusal refusal) throws Exception {
        int status =
                switch (refusal) {
                    case BUSY, STOPPING, TIMED_OUT, NO_MAJORITY -> 503;
                    default -> 409;
                };
        node.kernel.refuse(refusal, "because");
        var spawn = node.act("POST", "/api/domains", "{\"name\":\"web\",\"kind\":\"web\"}");
        assertEquals("because", spawn.assertProblem(status, refusal.word()));
        assertEquals(refusal.sentence(), spawn.json().path("title").asText());
        node.kernel.refuse(refusal, "");
        assertEquals(
                refusal.sentence(), node.act("DELETE", "/api/domains/web", "").assertProblem(status, refusal.word()));
    }

    @Test
    void shouldOrderACoreOffAndOnAndSayHowItIs() throws Exception {
        for (var order : List.of("offline", "online")) {
            var reply = node.act("POST", "/api/cores/1/" + order, "");
            assertEquals(202, reply.status());
            assertEquals("stuck", reply.json().path("state").asText());
            assertEquals(order + " 1", node.kernel.orders.remove());
            node.kernel.refuse(Refusal.CORE_NEEDED, "web: its front-end is there");
            node.act("POST", "/api/cores/1/" + order, "").assertProblem(409, "core-needed");
            node.kernel.orders.remove();
            node.kernel.answer = name -> CompletableFuture.completedStage(new Outcome.Refused(Refusal.TIMED_OUT, ""));
            node.act("POST", "/api/cores/1/" + order, "").assertProblem(503, "timed-out");
            node.kernel.orders.remove();
            for (var none : List.of("x", "-1", "1024", "9999999")) {
                node.act("POST", "/api/cores/" + none + "/" + order, "").assertProblem(409, "no-such-core");
            }
            assertNull(node.kernel.orders.poll());
            node.kernel.answer =
                    name -> CompletableFuture.completedStage(new Outcome.Done(new OperationId(CoreId.of(0), 1, 1), 1));
        }
    }

    @Test
    void shouldSpanADomainToTheCoresThatAreNamed() throws Exception {
        var reply = node.act("POST", "/api/domains/web/span", "{\"cores\":[1,0]}");
        assertEquals("{\"name\":\"web\",\"operation\":\"1.2.7\",\"micros\":42}", reply.body());
        assertEquals("span web [core-1, core-0]", node.kernel.orders.remove());
        for (var body : List.of("", "[]", "{}", "{\"cores\":1}", "{\"cores\":[1],\"more\":1}")) {
            node.act("POST", "/api/domains/web/span", body).assertProblem(400, "malformed");
        }
    }

    @Test
    void shouldRefuseACoreThatNoNodeCanHave() throws Exception {
        for (var core : List.of("-1", "1024", "99999999999999999999")) {
            var body = "{\"name\":\"web\",\"kind\":\"web\",\"cores\":[" + core + "]}";
            assertEquals("core " + core, node.act("POST", "/api/domains", body).assertProblem(409, "no-such-core"));
        }
        assertNull(node.kernel.asked.poll());
    }

    @Test
    void shouldAnswerTimedOutWhereTheKernelSaysNothing() throws Exception {
        node.kernel.answer = name -> new CompletableFuture<>();
        node.act("DELETE", "/api/domains/web", "").assertProblem(503, "timed-out");
    }

    @Test
    void shouldNotWaitForeverForABody() throws Exception {
        var head = "POST /api/domains HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + node.token;
        node.send(head + "\r\nContent-Length: 10\r\n\r\n{").assertProblem(408, "slow-body");
    }

    @Test
    void shouldAnswerBrokenWhereTheKernelThrows() throws Exception {
        node.kernel.answer = name -> {
            throw new IllegalStateException("secret");
        };
        var thrown = node.act("DELETE", "/api/domains/web", "");
        thrown.assertProblem(500, "broken");
        assertTrue(!thrown.body().contains("secret"), "what broke is for the log");
        node.kernel.answer = name -> CompletableFuture.failedStage(new IllegalStateException("secret"));
        node.act("DELETE", "/api/domains/web", "").assertProblem(500, "broken");
    }

    @Test
    void shouldAnswerNotFoundWhereNothingIs() throws Exception {
        for (var path : List.of("/nothing", "/api", "/api/", "/api/cores/", "/api/domains/a/b", "//", "/api/cores/0")) {
            node.get(path).assertProblem(404, "not-found");
        }
    }

    @Test
    void shouldAnswerMethodNotAllowedWithThoseThatAre() throws Exception {
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            var reply = node.act(method, "/api/cores", "");
            reply.assertProblem(405, "method-not-allowed");
            assertEquals("GET, HEAD", reply.header("allow"));
        }
        assertEquals("DELETE", node.get("/api/domains/web").header("allow"));
        assertEquals("GET, HEAD, POST", node.act("PUT", "/api/domains", "").header("allow"));
    }

    @Test
    void shouldAnswerHeadWithoutABody() throws Exception {
        var reply = node.act("HEAD", "/api/cores", "");
        assertEquals(200, reply.status());
        assertEquals("", reply.body());
        assertEquals("application/json", reply.header("content-type"));
    }

    @Test
    void shouldAnswerAProblemToWhatIsNotHttp() throws Exception {
        node.send("nonsense\r\n\r\n").assertProblem(400, "malformed");
        node.send("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n").assertProblem(400, "malformed");
        node.send("GET /alive HTTP/1.1\r\n\r\n").assertProblem(400, "malformed");
        node.send("GET /" + "a".repeat(50_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .assertProblem(414, "malformed");
        node.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(20_000) + "\r\n\r\n")
                .assertProblem(431, "malformed");
    }

    @Test
    void shouldServeAPageThatLoadsAndRunsNothingElse() throws Exception {
        var page = node.get("/");
        assertEquals(200, page.status());
        assertEquals("text/html; charset=UTF-8", page.header("content-type"));
        assertEquals("nosniff", page.header("x-content-type-options"));
        var policy = page.header("content-security-policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'"), policy);
        assertTrue(!policy.contains("unsafe"), policy);
        assertTrue(!page.body().contains("://"), "an address of somewhere else");
    }

    @Test
    void shouldRefuseToOpenWhereAnotherListensAndLeaveItsToken() throws Exception {
        var refused = assertThrows(CannotServe.class, () -> node.openAnother("127.0.0.1", node.port()));
        assertTrue(refused.line().startsWith("cannot listen on 127.0.0.1 port " + node.port()), refused.line());
        assertTrue(refused.line().endsWith("--port"), refused.line());
        assertEquals(200, node.act("DELETE", "/api/domains/web", "").status());
        assertEquals(node.token, Files.readString(data.resolve("token")).strip());
    }

    @Test
    void shouldRefuseToOpenOffLoopback() {
        for (var host : List.of("0.0.0.0", "::", "192.0.2.1", "example.org", "")) {
            var refused = assertThrows(CannotServe.class, () -> node.openAnother(host, 0), host);
            assertTrue(refused.line().contains("loopback"), refused.line());
        }
    }

    @Test
    void shouldOpenOnAnyLoopbackAddress() throws Exception {
        for (var host : List.of("127.0.0.2", "localhost")) {
            var other = node.openAnother(host, 0);
            assertTrue(other.address().getAddress().isLoopbackAddress());
            assertTrue(other.address().getPort() > 0);
            other.close(Duration.ofSeconds(1)).toCompletableFuture().join();
        }
    }
}
