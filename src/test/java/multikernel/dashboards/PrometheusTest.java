package multikernel.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import multikernel.metrics.Dashboard;
import multikernel.process.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * What ships in {@code dashboards/} against Prometheus itself. Where that is not installed this says so and checks
 * nothing, unless the environment has {@code MULTIKERNEL_TOOLS=required}.
 */
@Execution(CONCURRENT)
class PrometheusTest {

    /** Of groups, which programs have and no kind of domain; and of what waits only where something is slow. */
    private static final Set<String> SILENT = Set.of(
            "Messages to groups that a member has not taken",
            "Longest waits in rounds, and who has not come",
            "Held actors and stop signs by $by",
            "Waited for, by core",
            "Rejected and dropped");

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
                rules.append(PrometheusProcess.chosen(query).replace("'", "''")).append("'\n");
            }
        }
        var written = directory.resolve("rules.yml");
        Files.writeString(written, rules);
        assertEquals("", PrometheusProcess.promtool(directory, "check", "rules", written.toString()));
        assertTrue(count > 80, "queries: " + count);
    }

    /** Grafana writes blanks as 0. */
    @Test
    void shouldNameTheNodeThatIsGoneAndNoOtherPlace() throws Exception {
        var query = Dashboard.read(Sheets.DIRECTORY.resolve("overview.json"))
                .expressions()
                .getOrDefault("Alerts", List.of())
                .getFirst();
        var down = "ALERTS{alertname=\"NodeDown\",alertstate=\"firing\",instance=\"n3:9095\",job=\"multikernel\"";
        var written = directory.resolve("where_test.yml");
        Files.writeString(
                written, """
                    tests:
                      - interval: 1m
                        input_series:
                          - {series: '%s}', values: '1x5'}
                        promql_expr_test:
                          - eval_time: 1m
                            expr: '%s'
                            exp_samples:
                              - {labels: '%s,node="n3:9095"}', value: 1}
                    """.formatted(down, PrometheusProcess.chosen(query).replace("'", "''"), down));
        assertEquals("", PrometheusProcess.promtool(directory, "test", "rules", written.toString()));
    }

    /**
     * But those of the cluster, which a node by itself has nothing to say to, and those that say in words that there is
     * nothing.
     */
    @Test
    void shouldAnswerEveryPanelOfANodeUnderLoad() throws Exception {
        try (var node = WatchedNode.start(directory);
                var prometheus = PrometheusProcess.start(directory, node.scraped())) {
            work(node);
            var silent = new ArrayList<String>();
            prometheus.until(
                    () -> {
                        node.get("web", "/items/7");
                        silent.clear();
                        for (var file : ofOneNode()) {
                            silent.addAll(silent(prometheus, Dashboard.read(file)));
                        }
                        silent.removeAll(SILENT);
                        return silent.isEmpty();
                    },
                    () -> "an answer of these panels: " + silent);
        }
    }

    private static List<Path> ofOneNode() {
        return Sheets.files().stream()
                .filter(file -> !file.endsWith("cluster.json"))
                .toList();
    }

    /** Something of everything: a restart, a request, memory that is mapped and taken away, a refusal. */
    private static void work(WatchedNode node) throws Exception {
        node.spawn("trouble", "[1, 2]", "\"do\": \"throw\", \"after\": \"2\"");
        var made = node.command("memory", "allocate", "65536", "--json");
        var ref = made.replaceAll("(?s).*\"ref\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        var frame = node.command("memory", "retype", ref, "--type", "frame", "--count", "1", "--json")
                .replaceAll("(?s).*\"ref\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        node.command("memory", "map", frame, "--cores", "0,1");
        node.command("memory", "unmap", frame);
        node.command("memory", "retype", ref, "--type", "frame", "--count", "1", "--bytes", "65536");
    }

    /** Panels of which no query has an answer. */
    private static List<String> silent(PrometheusProcess prometheus, Dashboard dashboard) throws Exception {
        var silent = new ArrayList<String>();
        for (var panel : dashboard.expressions().entrySet()) {
            boolean isAnswered = false;
            for (var query : panel.getValue()) {
                isAnswered |= !prometheus.query(PrometheusProcess.chosen(query)).isEmpty();
            }
            if (!isAnswered) {
                silent.add(panel.getKey());
            }
        }
        return silent;
    }
}
