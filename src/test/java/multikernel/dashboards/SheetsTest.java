package multikernel.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files are what is written down here, and keep the rules of Grafana's linter and some of ours. {@code mvn test
 * -Dtest=SheetsTest -Ddashboards=rewrite} writes them anew.
 */
class SheetsTest {

    private static final int GRID_COLUMNS = 24;
    private static final int PANELS_MAX = 24;

    /** Grafana 11's; later ones read it too. */
    private static final int SCHEMA_MIN = 39;

    private static final Set<String> UNITS =
            Set.of("none", "percentunit", "percent", "s", "dthms", "ops", "mps", "reqps", "bytes");
    private static final Set<String> TYPES = Set.of("stat", "timeseries", "table", "bargauge");

    static List<Path> files() {
        return Sheets.files();
    }

    @Test
    void shouldFindEachFileAsItIsWrittenDown() throws Exception {
        for (var sheet : Sheets.all()) {
            var file = Sheets.file(sheet);
            if ("rewrite".equals(System.getProperty("dashboards"))) {
                Files.writeString(file, sheet.text());
            }
            assertEquals(sheet.text(), Files.readString(file), "run: mvn test -Dtest=SheetsTest -Ddashboards=rewrite");
        }
    }

    @Test
    void shouldFindNoOtherDashboardAndNoTwoOfOneName() throws Exception {
        try (var found = Files.list(Sheets.DIRECTORY)) {
            var dashboards = found.filter(file -> file.toString().endsWith(".json"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(new TreeSet<>(Sheets.files()), dashboards);
        }
        var uids = new HashSet<String>();
        for (var file : Sheets.files()) {
            assertTrue(uids.add(read(file).path("uid").asText()), file::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeWhatGrafanaReads(Path file) throws Exception {
        var json = read(file);
        assertTrue(json.path("schemaVersion").asInt() >= SCHEMA_MIN);
        assertEquals(false, json.path("editable").asBoolean(true), "uneditable");
        assertTrue(
                json.path("panels").size() <= PANELS_MAX && !json.path("panels").isEmpty());
        var ids = new HashSet<Integer>();
        for (var panel : json.path("panels")) {
            var title = panel.path("title").asText();
            assertTrue(ids.add(panel.path("id").asInt()), title);
            assertTrue(TYPES.contains(panel.path("type").asText()), title);
            assertTrue(UNITS.contains(panel.at("/fieldConfig/defaults/unit").asText()), title);
            assertEquals("${datasource}", panel.at("/datasource/uid").asText(), title);
            assertTrue(!panel.path("targets").isEmpty(), title);
            var columns = panel.at("/transformations/0/options");
            assertTrue(
                    !panel.path("type").asText().equals("table")
                            || columns.at("/excludeByName/Value").asBoolean()
                            || columns.at("/renameByName/Value").isTextual(),
                    title + " has a column called Value");
            for (var target : panel.path("targets")) {
                assertEquals("${datasource}", target.at("/datasource/uid").asText(), title);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldSayOfEachPanelWhatHighMeansAndWhatToDo(Path file) throws Exception {
        for (var panel : read(file).path("panels")) {
            var description = panel.path("description").asText();
            assertTrue(description.matches("[A-Z].*\\. High means .*\\. To do: .*\\."), panel.path("title")::asText);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldLetTheReaderChooseAndKeepTheChoice(Path file) throws Exception {
        var json = read(file);
        var variables = json.at("/templating/list");
        assertEquals(List.of("datasource", "job", "node"), names(variables).subList(0, 3));
        for (var variable : variables) {
            if (variable.path("type").asText().equals("query")) {
                assertEquals(2, variable.path("refresh").asInt(), "reloads when the time changes");
                assertTrue(variable.path("multi").asBoolean()
                        && variable.path("includeAll").asBoolean());
                assertEquals(".+", variable.path("allValue").asText());
            }
        }
        assertTrue(json.at("/links/0/includeVars").asBoolean()
                && json.at("/links/0/keepTime").asBoolean());
        for (var name : names(variables)) {
            assertTrue(Files.readString(file).contains("$" + name) || name.equals("datasource"), name);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldLeadToDashboardsThatAreThere(Path file) throws Exception {
        for (var panel : read(file).path("panels")) {
            for (var link : panel.path("links")) {
                var url = link.path("url").asText();
                var name = url.replaceAll("/d/multikernel-([a-z]+)\\?.*", "$1");
                assertTrue(Files.exists(Sheets.DIRECTORY.resolve(name + ".json")), url);
                assertTrue(url.endsWith("?${__url_time_range}&${__all_variables}"), url);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldPlacePanelsWithoutOverlapInsideTheGrid(Path file) throws Exception {
        var taken = new HashSet<List<Integer>>();
        for (var panel : read(file).path("panels")) {
            var place = panel.path("gridPos");
            var right = place.path("x").asInt() + place.path("w").asInt();
            var below = place.path("y").asInt() + place.path("h").asInt();
            assertTrue(right <= GRID_COLUMNS, panel.path("title")::asText);
            for (var x = place.path("x").asInt(); x < right; x++) {
                for (var y = place.path("y").asInt(); y < below; y++) {
                    assertTrue(taken.add(List.of(x, y)), panel.path("title")::asText);
                }
            }
        }
    }

    private static List<String> names(JsonNode variables) {
        return variables
                .valueStream()
                .map(variable -> variable.path("name").asText())
                .toList();
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
