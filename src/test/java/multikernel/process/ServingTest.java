package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.metrics.Dashboard;
import multikernel.metrics.Scraped;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node of the README's first command, as a process, asked by a stranger. */
class ServingTest {

    @TempDir
    static Path data;

    private static NodeProcess node;
    private static final Client CLIENT = new Client();

    @BeforeAll
    static void start() throws Exception {
        node = NodeProcess.start(data, "--cores", "3");
    }

    @AfterAll
    static void end() throws Exception {
        node.close();
        CLIENT.close();
    }

    @Test
    void shouldPrintALineForEachCoreAndThenItsAddresses() throws Exception {
        assertEquals(4, node.output().size(), () -> String.join("\n", node.output()));
        assertTrue(
                node.output().get(2).startsWith("core-2 online"), node.output().get(2));
        assertEquals(
                List.of("http", "metrics", "web"),
                node.addresses().keySet().stream().sorted().toList());
    }

    /** While a node boots the JVM loads classes, which keeps a core for longer than a message may. */
    @Test
    void shouldAccuseNoBehaviourBeforeEveryCoreHasJoined() {
        var lines = node.errors();
        var joined = lines.stream()
                .filter(line -> line.contains(" joined (incarnation 1)"))
                .toList();
        assertEquals(3, joined.size(), lines::toString);
        assertEquals(
                List.of(),
                lines.subList(0, lines.indexOf(joined.getLast())).stream()
                        .filter(line -> line.contains("has run for") || line.contains("flight recorder"))
                        .toList());
    }

    @Test
    void shouldAnswerThePageAndAnItem() throws Exception {
        var page = CLIENT.get(node.uri("web", "/"));
        assertEquals(200, page.statusCode());
        assertTrue(page.headers().firstValue("content-type").orElseThrow().startsWith("text/html"));
        var item = CLIENT.get(node.uri("web", "/items/42"));
        assertEquals(200, item.statusCode());
        assertEquals(404, CLIENT.get(node.uri("web", "/items/10001")).statusCode());
    }

    @Test
    void shouldShowEveryCoreOnItsOwnThread() throws Exception {
        var cores = new ObjectMapper()
                .readTree(CLIENT.get(node.uri("http", "/api/cores")).body());
        assertEquals(3, cores.size());
        for (int core = 0; core < 3; core++) {
            assertEquals(core, cores.get(core).get("id").asInt());
            assertEquals("online", cores.get(core).get("state").asText());
        }
        var threads = threadsOfCores();
        assertEquals(IntStream.range(0, 3).mapToObj(core -> "core-" + core).toList(), threads);
    }

    private static List<String> threadsOfCores() throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var dump = new ProcessBuilder(jcmd, Long.toString(node.pid()), "Thread.print").start();
        return dump.inputReader()
                .lines()
                .filter(line -> line.startsWith("\"core-"))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .sorted()
                .toList();
    }

    @Test
    void shouldHaveAControlChannelBetweenEveryPairOfCores() throws Exception {
        var channels = new ObjectMapper()
                .readTree(CLIENT.get(node.uri("http", "/api/channels")).body());
        var control = IntStream.range(0, channels.size())
                .mapToObj(channels::get)
                .filter(channel -> channel.get("plane").asText().equals("control"))
                .toList();
        assertEquals(6, control.size(), channels::toPrettyString);
        control.forEach(channel -> assertTrue(channel.get("sent").asLong() > 0, channel::toPrettyString));
    }

    @Test
    void shouldScrapeEveryMetricThatTheOverviewUses() throws Exception {
        var dashboard = Dashboard.read(Path.of("dashboards/overview.json"));
        var missing = List.<String>of();
        for (int attempt = 0; attempt < 100; attempt++) {
            var scrape = CLIENT.get(node.uri("metrics", "/metrics")).body();
            missing = dashboard.missing(Scraped.of(scrape));
            if (missing.isEmpty()) {
                return;
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void shouldBeAliveAndReady() throws Exception {
        assertEquals(200, CLIENT.get(node.uri("http", "/alive")).statusCode());
        assertEquals(200, CLIENT.get(node.uri("http", "/ready")).statusCode());
    }

    @Test
    void shouldObeyTheCommandLineWithTheTokenOfItsDataDirectory() throws Exception {
        var url = node.uri("http", "").toString();
        var spawned = command("domain", "spawn", "second", "--kind", "database", "--cores", "1", "--url", url);
        assertEquals(0, spawned.awaitExit(), () -> String.join("\n", spawned.errors()));
        var taken = command("domain", "spawn", "second", "--kind", "database", "--url", url);
        assertEquals(1, taken.awaitExit());
        assertEquals(1, taken.errors().size());
        var killed = command("domain", "kill", "second", "--url", url);
        assertEquals(0, killed.awaitExit(), () -> String.join("\n", killed.errors()));
        assertTrue(Files.exists(data.resolve("token")));
    }

    @Test
    void shouldServeTheSocketsOfTwoDomainsOnOneCore() throws Exception {
        var url = node.uri("http", "").toString();
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        var set = "port=" + port;
        var spawned =
                command("domain", "spawn", "cache", "--kind", "store", "--cores", "0", "--set", set, "--url", url);
        assertEquals(0, spawned.awaitExit(), () -> String.join("\n", spawned.errors()));
        try (var client = connected(new InetSocketAddress("127.0.0.1", port))) {
            assertEquals("+OK\r\n", client.ask("SET", "key", "value"));
            assertEquals(200, CLIENT.get(node.uri("web", "/")).statusCode());
            assertEquals("$5\r\nvalue\r\n", client.ask("GET", "key"));
        }
        var killed = command("domain", "kill", "cache", "--url", url);
        assertEquals(0, killed.awaitExit(), () -> String.join("\n", killed.errors()));
        assertEquals(200, CLIENT.get(node.uri("web", "/")).statusCode());
    }

    /** As soon as it listens. */
    private static RespClient connected(InetSocketAddress address) throws IOException {
        for (int left = 1000; ; left--) {
            try {
                var client = new RespClient(address);
                assertEquals("+PONG\r\n", client.ask("PING"));
                return client;
            } catch (IOException notYet) {
                if (left == 0) {
                    throw notYet;
                }
                Thread.yield();
            }
        }
    }

    private static NodeProcess command(String... arguments) throws Exception {
        var all = new java.util.ArrayList<>(List.of(arguments));
        if (arguments[0].equals("domain")) {
            all.addAll(List.of("--data", data.toString()));
        }
        return NodeProcess.command(all.toArray(String[]::new));
    }
}
