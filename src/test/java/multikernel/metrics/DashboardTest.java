package multikernel.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DashboardTest {

    private static final int GRID_COLUMNS = 24;
    private static final int PANELS_MAX = 24;

    /** Grafana 11's; later ones read it too. */
    private static final int SCHEMA_MIN = 39;

    private Dashboard dashboard = new Dashboard(new ObjectMapper().nullNode());

    @BeforeEach
    void read() throws Exception {
        dashboard = Dashboard.read(Path.of("dashboards/overview.json"));
    }

    @Test
    void shouldAskOnlyForMetricsAndLabelsThatALiveScrapeHas() throws Exception {
        try (var live = new LiveMetrics();
                var meters = new NodeMeters(8, true)) {
            Readings.feed(meters);
            System.gc();
            var scrape = live.await(one -> dashboard.withoutSeries(one).isEmpty());
            assertEquals(List.of(), dashboard.missing(scrape));
        }
    }

    @Test
    void shouldFindEveryMetricInTheScrapeOfANodeToWhichNothingHasHappened() throws Exception {
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

    @Test
    void shouldBeWhatGrafanaReads() {
        var json = dashboard.json();
        assertTrue(json.path("schemaVersion").asInt() >= SCHEMA_MIN);
        assertEquals("multikernel-overview", json.path("uid").asText());
        assertFalse(json.path("editable").asBoolean(true));
        assertEquals(
                List.of("datasource", "job", "node", "core"),
                json.path("templating")
                        .path("list")
                        .valueStream()
                        .map(variable -> variable.path("name").asText())
                        .toList());
        var ids = dashboard.panels().stream()
                .map(panel -> panel.path("id").asInt())
                .toList();
        assertEquals(new HashSet<>(ids).size(), ids.size());
        assertTrue(ids.size() <= PANELS_MAX && !ids.isEmpty());
        for (var panel : dashboard.panels()) {
            assertEquals("${datasource}", panel.path("datasource").path("uid").asText(), panel::toString);
            assertTrue(panel.at("/fieldConfig/defaults/unit").isTextual(), panel::toString);
            assertFalse(panel.path("targets").isEmpty(), panel::toString);
        }
    }

    @Test
    void shouldSayOfEachPanelWhatHighMeansAndWhatToDo() {
        for (var panel : dashboard.panels()) {
            var description = panel.path("description").asText();
            assertTrue(description.matches("(?s).*\\b[Hh]igh means .*To do: .*"), panel.path("title")::asText);
        }
    }

    @Test
    void shouldPlacePanelsWithoutOverlapInsideTheGrid() {
        var taken = new HashSet<List<Integer>>();
        for (var panel : dashboard.panels()) {
            var place = panel.path("gridPos");
            for (var x = place.path("x").asInt(); x < right(place); x++) {
                for (var y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertTrue(x < GRID_COLUMNS && taken.add(List.of(x, y)), panel.path("title")::asText);
                }
            }
            assertTrue(place.path("w").asInt() > 0 && place.path("h").asInt() > 0, panel.path("title")::asText);
        }
    }

    @Test
    void shouldLetTheVariablesChooseInEachQuery() {
        for (var query : dashboard.queries()) {
            if (query.title().startsWith("variable ")) {
                continue;
            }
            for (var use : PromQl.of(query.expression()).uses()) {
                assertTrue(use.labels().containsAll(Set.of("job", "node")), query::toString);
            }
            assertEquals(
                    query.expression().split("\\b(rate|increase)\\(", -1).length - 1,
                    query.expression().split("\\[\\$__(rate_interval|range)]", -1).length - 1,
                    query::toString);
        }
    }

    @Test
    void shouldAskForUtilizationAsBusyInAllOfTheTime() {
        for (var title : List.of("Busiest core", "Utilization by core")) {
            var query = dashboard.queries().stream()
                    .filter(one -> one.title().equals(title))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    "multikernel_core_busy_seconds_total",
                    PromQl.of(query.expression()).uses().getFirst().metric());
            assertEquals(3, PromQl.of(query.expression()).uses().size());
        }
    }

    private static int right(JsonNode place) {
        return place.path("x").asInt() + place.path("w").asInt();
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
