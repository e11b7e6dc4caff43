package multikernel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import multikernel.dashboards.Sheets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardTest {

    static List<Path> files() {
        return Sheets.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldAskOnlyForMetricsAndLabelsThatALiveScrapeHas(Path file) throws Exception {
        var dashboard = Dashboard.read(file);
        try (var live = new LiveMetrics();
                var meters = new NodeMeters(8, true)) {
            Readings.feed(meters);
            System.gc();
            var scrape = live.awaitWhole(dashboard::withoutSeries);
            assertEquals(List.of(), dashboard.missing(scrape));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldFindEveryMetricInTheScrapeOfANodeToWhichNothingHasHappened(Path file) throws Exception {
        var dashboard = Dashboard.read(file);
        try (var live = new LiveMetrics();
                var meters = new NodeMeters(8, true)) {
            meters.sample(Readings.sample(List.of(Readings.core(0, 1, 1)), List.of(Readings.channel(0, 0, 0, 0))), 0);
            live.await(one -> one.value("multikernel_cores").isPresent()
                    && dashboard.missing(one).isEmpty());
        }
    }

    @Test
    void shouldNoticeAMetricOrALabelThatDoesNotExist() throws Exception {
        var scrape = Scraped.of("# TYPE a_total counter\na_total{core=\"0\"} 1\n# TYPE b histogram\nb_sum 1\n");
        assertEquals(
                List.of(),
                asking("sum by (core) (rate(a_total{core=~\"$core\"}[1m])) / b_sum", "{{core}}")
                        .missing(scrape));
        assertEquals(
                List.of("p: the scrape has no c_total"),
                asking("rate(a_total[1m]) + rate(c_total[1m])", "").missing(scrape));
        assertEquals(
                List.of("p: a_total has no label to"),
                asking("a_total{to=\"1\"}", "").missing(scrape));
        assertEquals(
                List.of("p: nothing in it has a label from"),
                asking("sum by (from) (a_total)", "").missing(scrape));
        assertEquals(
                List.of("p: nothing in it has a label to"),
                asking("a_total", "{{to}}").missing(scrape));
        assertEquals(List.of("p: the scrape has no b"), asking("b", "").missing(scrape));
        assertEquals(Set.of("b_count"), asking("b_count", "").withoutSeries(scrape));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldLetTheVariablesChooseInEachQuery(Path file) throws Exception {
        var dashboard = Dashboard.read(file);
        for (var query : dashboard.queries()) {
            if (query.title().startsWith("variable ")) {
                continue;
            }
            for (var use : PromQl.of(query.expression()).uses()) {
                assertTrue(use.labels().containsAll(Set.of("job", "node")), query::toString);
            }
            assertEquals(
                    query.expression().split("\\b(rate|increase|(max|min|avg)_over_time)\\(", -1).length - 1,
                    query.expression().split("\\[\\$__(rate_interval|range)(:1m)?]", -1).length - 1,
                    query::toString);
        }
    }

    @Test
    void shouldAskForUtilizationAsBusyInAllOfTheTime() throws Exception {
        var dashboard = Dashboard.read(Path.of("dashboards/overview.json"));
        for (var title : List.of("Busiest core", "Utilization of the busiest cores")) {
            var query = dashboard.queries().stream()
                    .filter(one -> one.title().equals(title))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    List.of(
                            "multikernel_core_busy_seconds_total",
                            "multikernel_core_busy_seconds_total",
                            "multikernel_core_idle_seconds_total"),
                    PromQl.of(query.expression()).uses().stream()
                            .map(PromQl.Use::metric)
                            .limit(3)
                            .toList());
        }
    }

    private static Dashboard asking(String expression, String legend) {
        var json = new ObjectMapper().createObjectNode();
        json.putArray("panels")
                .addObject()
                .put("title", "p")
                .putArray("targets")
                .addObject()
                .put("expr", expression)
                .put("legendFormat", legend);
        return new Dashboard(json);
    }
}
