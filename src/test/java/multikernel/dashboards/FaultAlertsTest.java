package multikernel.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import multikernel.process.ClusterNodes;
import multikernel.process.Tools;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Faults that are made for real turn the panel and fire the alert that are theirs, and no other alert but those that
 * follow from the same thing. Where Prometheus is not installed this says so and checks nothing, unless the environment
 * has {@code MULTIKERNEL_TOOLS=required}. Nothing runs beside it: a core may miss its time only where a fault makes it.
 */
@Isolated
class FaultAlertsTest {

    /** A tenth of a second lies between two: three seconds are six evaluations of every rule. */
    private static final int LOOKS_UNTIL_QUIET = 30;

    private static final String UP = "Nodes up, at the worst";
    private static final String AWAITED = "Waited for, by core";

    @TempDir
    Path directory;

    @BeforeAll
    static void needsPrometheus() {
        Tools.need(List.of("prometheus", "promtool"), "prometheus");
    }

    @ParameterizedTest
    @CsvSource({
        "sleep, cores, 'Failures, stuck cores, restarts', CoreStuck, CoreStalled AgreementSlow MemoryQuarantined",
        "sleep, memory, In quarantine, MemoryQuarantined, CoreStuck CoreStalled AgreementSlow",
        "flood, channels, Rejected and dropped, ChannelRejecting,"
                + " ChannelNearlyFull MessagesDropped DispatcherRestarting CoreStalled SendersWait AgreementSlow"
    })
    void shouldTurnThePanelAndFireTheAlertOfACoreAndNoOther(
            String fault, String dashboard, String panel, String alert, String along) throws Exception {
        try (var node = WatchedNode.start(directory);
                var prometheus = scraping(node)) {
            assertEquals(0, prometheus.highest(dashboard, panel));
            node.spawn("trouble", "[1, 2]", "\"do\": \"" + fault + "\", \"after\": \"2\"");
            prometheus.until(() -> prometheus.highest(dashboard, panel) > 0, panel);
            prometheus.until(() -> prometheus.due().contains(alert), alert);
            watchUntilQuiet(prometheus, may(alert, along));
        }
    }

    /**
     * All cores agree on each domain that is spawned, and wait for the one that sleeps, again and again, but never long
     * enough to be fenced. More ticks pass from sleep to sleep than come while it lasts.
     */
    @Test
    void shouldShowForWhomAnAgreementWaitsThatSleepsAndFireItsAlertAndNoOther() throws Exception {
        try (var node = WatchedNode.start(directory);
                var prometheus = scraping(node)) {
            assertEquals(0, prometheus.highest("agreement", AWAITED));
            var sleep = "\"do\": \"sleep\", \"after\": \"8\", \"every\": \"100\", \"millis\": \"600\"";
            node.spawn("trouble", "[1]", sleep);
            var spawned = new ArrayList<Integer>();
            prometheus.until(
                    () -> {
                        node.spawn("late-" + spawned.size(), "[0]", "\"after\": \"0\", \"every\": \"3600000\"");
                        spawned.add(spawned.size());
                        return prometheus.highest("agreement", AWAITED) > 0
                                && prometheus.firing().containsAll(Set.of("AgreementSlow", "CoreStalled"))
                                && awaitedMost(prometheus).equals("1");
                    },
                    () -> "an agreement that is slow, of " + spawned.size());
            watchUntilQuiet(prometheus, Set.of("AgreementSlow", "CoreStalled"));
        }
    }

    private static String awaitedMost(PrometheusProcess prometheus) throws Exception {
        var most = prometheus.query("topk(1, multikernel_core_awaited_seconds_total)");
        return most.getFirst().at("/metric/core").asText();
    }

    @Test
    void shouldShowANodeThatIsKilledAndFireItsAlertAndNoOther() throws Exception {
        try (var nodes = new ClusterNodes(directory, 3, "-Dmultikernel.metrics.interval=200ms")) {
            nodes.awaitAllUp(0, 1);
            var scraped = new String[] {
                WatchedNode.scraped(nodes.node(0)),
                WatchedNode.scraped(nodes.node(1)),
                WatchedNode.scraped(nodes.node(2))
            };
            try (var prometheus = PrometheusProcess.start(directory, scraped)) {
                prometheus.until(() -> prometheus.highest("cluster", UP) == 3, "three nodes up");
                assertEquals(Set.of(), prometheus.firing());
                nodes.node(2).kill();
                prometheus.until(() -> prometheus.highest("cluster", UP) == 2, "two nodes up");
                prometheus.until(() -> prometheus.firing().contains("NodeDown"), "NodeDown");
                watchUntilQuiet(prometheus, may("NodeDown", "MemberUnreachable"));
            }
        }
    }

    private static Set<String> may(String alert, String along) {
        var may = new HashSet<>(Arrays.asList(along.split(" ")));
        may.add(alert);
        return may;
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

    private PrometheusProcess scraping(WatchedNode node) throws Exception {
        var prometheus = PrometheusProcess.start(directory, node.scraped());
        prometheus.until(() -> !prometheus.query("multikernel_uptime_seconds").isEmpty(), "a scrape");
        assertEquals(Set.of(), prometheus.firing());
        return prometheus;
    }
}
