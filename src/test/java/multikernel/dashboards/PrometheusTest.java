package multikernel.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.metrics.Dashboard;
import multikernel.process.NodeProcess;
import multikernel.process.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What ships in {@code dashboards/} against Prometheus itself. Where that is not installed this says so and checks
 * nothing, unless the environment has {@code MULTIKERNEL_TOOLS=required}.
 */
class PrometheusTest {

    /** In place of what Grafana and the reader choose. */
    private static final List<List<String>> CHOSEN = List.of(
            List.of("$__rate_interval", "30s"),
            List.of("$__range", "5m"),
            List.of("$job", ".+"),
            List.of("$node", ".+"),
            List.of("$core", ".+"));

    /** A tenth of a second lies between two: ten seconds are twenty evaluations of every rule. */
    private static final int LOOKS_UNTIL_QUIET = 100;

    @TempDir
    Path directory;

    @BeforeAll
    static void needsPrometheus() {
        Tools.need(List.of("prometheus", "promtool"), "prometheus");
    }

    @Test
    void shouldPassEveryCaseOfTheAlertRules() throws Exception {
        var rules = Sheets.DIRECTORY.resolve("alerts_test.yml").toString();
        assertEquals("", PrometheusProcess.promtool(directory, "test", "rules", rules));
        var config = Sheets.DIRECTORY.resolve("prometheus.yml").toString();
        assertEquals("", PrometheusProcess.promtool(directory, "check", "config", config));
    }

    @Test
    void shouldHaveACaseThatFiresAndOneThatDoesNotForEachAlert() throws Exception {
        var cases = Files.readAllLines(Sheets.DIRECTORY.resolve("alerts_test.yml"));
        var alerts = Files.readAllLines(Sheets.DIRECTORY.resolve("alerts.yml")).stream()
                .filter(line -> line.contains("- alert: "))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
        assertTrue(alerts.size() >= 30, alerts::toString);
        for (var alert : alerts) {
            assertTrue(cases.contains("    name: " + alert + " fires"), alert);
            assertTrue(cases.contains("    name: " + alert + " is silent"), alert);
        }
    }

    @Test
    void shouldWriteQueriesThatPrometheusReads() throws Exception {
        var rules = new StringBuilder("groups:\n- name: queries\n  rules:\n");
        int count = 0;
        for (var file : Sheets.files()) {
            for (var query : Dashboard.read(file).expressions().values().stream()
                    .flatMap(List::stream)
                    .toList()) {
                rules.append("  - record: query_").append(count++).append("\n    expr: '");
                rules.append(chosen(query).replace("'", "''")).append("'\n");
            }
        }
        var written = directory.resolve("rules.yml");
        Files.writeString(written, rules);
        assertEquals("", PrometheusProcess.promtool(directory, "check", "rules", written.toString()));
        assertTrue(count > 80, "queries: " + count);
    }

    /** But those of the cluster, which a node by itself has nothing to say to. */
    @Test
    void shouldAnswerEveryPanelOfANodeUnderLoad() throws Exception {
        try (var node = node();
                var prometheus = PrometheusProcess.start(directory, scraped(node))) {
            work(node);
            var silent = new ArrayList<String>();
            prometheus.until(
                    () -> {
                        get(node.uri("web", "/items/7"));
                        silent.clear();
                        for (var file : ofOneNode()) {
                            silent.addAll(silent(prometheus, Dashboard.read(file)));
                        }
                        return silent.isEmpty();
                    },
                    () -> "an answer of these panels: " + silent);
        }
    }

    /** Whatever fires may take its neighbours along where one follows from the other, and nothing else. */
    @ParameterizedTest
    @CsvSource({
        "sleep, CoreStuck, CoreStalled",
        "exit, CoreFailed, CoreStalled ChannelRejecting",
        "flood, ChannelRejecting, ChannelNearlyFull MessagesDropped DispatcherRestarting CoreStalled SendersWait"
    })
    void shouldFireTheAlertOfAFaultAndNoOther(String fault, String alert, String along) throws Exception {
        try (var node = node();
                var prometheus = PrometheusProcess.start(directory, scraped(node))) {
            prometheus.until(
                    () -> !prometheus.query("multikernel_uptime_seconds").isEmpty(), "a scrape");
            assertEquals(Set.of(), prometheus.firing());
            spawn(node, "trouble", fault);
            prometheus.until(() -> prometheus.firing().contains(alert), alert);
            var may = new HashSet<>(List.of(along.split(" ")));
            may.add(alert);
            watchUntilQuiet(prometheus, may);
        }
    }

    /** Each look of those until nothing has changed for so many is one at which no other alert may fire. */
    private static void watchUntilQuiet(PrometheusProcess prometheus, Set<String> may) throws Exception {
        var unchanged = new ArrayDeque<Set<String>>();
        prometheus.until(
                () -> {
                    var firing = prometheus.firing();
                    assertTrue(may.containsAll(firing), firing::toString);
                    if (!firing.equals(unchanged.peekLast())) {
                        unchanged.clear();
                    }
                    unchanged.add(firing);
                    return unchanged.size() >= LOOKS_UNTIL_QUIET;
                },
                "quiet");
    }

    private static List<Path> ofOneNode() {
        return Sheets.files().stream()
                .filter(file -> !file.endsWith("cluster.json"))
                .toList();
    }

    private NodeProcess node() throws Exception {
        return NodeProcess.start(
                directory.resolve("node"),
                "--cores",
                "3",
                "-Dmultikernel.fault-injection=on",
                "-Dmultikernel.dispatcher.run-budget=200ms",
                "-Dmultikernel.metrics.interval=200ms");
    }

    private static String scraped(NodeProcess node) throws Exception {
        return node.uri("metrics", "").getAuthority();
    }

    /** Something of everything: a restart, a request, memory that is mapped and taken away, a refusal. */
    private void work(NodeProcess node) throws Exception {
        spawn(node, "trouble", "throw");
        var made = command(node, "memory", "allocate", "65536", "--json");
        var ref = made.replaceAll("(?s).*\"ref\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        var frame = command(node, "memory", "retype", ref, "--type", "frame", "--count", "1", "--json")
                .replaceAll("(?s).*\"ref\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        command(node, "memory", "map", frame, "--cores", "0,1");
        command(node, "memory", "unmap", frame);
        command(node, "memory", "retype", ref, "--type", "frame", "--count", "1", "--bytes", "65536");
    }

    private void spawn(NodeProcess node, String name, String fault) throws Exception {
        command(
                node,
                "domain",
                "spawn",
                name,
                "--kind",
                "fault",
                "--cores",
                "1,2",
                "--set",
                "do=" + fault,
                "--set",
                "after=2");
    }

    /** What it said; a refusal is an answer, too. */
    private String command(NodeProcess node, String... words) throws Exception {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", node.uri("http", "").toString()));
        all.addAll(List.of("--data", directory.resolve("node").toString()));
        try (var process = NodeProcess.command(all.toArray(String[]::new))) {
            process.awaitExit();
            return String.join("\n", process.output());
        }
    }

    /** Panels of which no query has an answer. */
    private static List<String> silent(PrometheusProcess prometheus, Dashboard dashboard) throws Exception {
        var silent = new ArrayList<String>();
        for (var panel : dashboard.expressions().entrySet()) {
            boolean isAnswered = false;
            for (var query : panel.getValue()) {
                isAnswered |= !prometheus.query(chosen(query)).isEmpty();
            }
            if (!isAnswered) {
                silent.add(panel.getKey());
            }
        }
        return silent;
    }

    private static String chosen(String query) {
        var chosen = query;
        for (var choice : CHOSEN) {
            chosen = chosen.replace(choice.getFirst(), choice.getLast());
        }
        return chosen;
    }

    private static void get(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
        }
    }
}
