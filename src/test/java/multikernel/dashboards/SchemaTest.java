package multikernel.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards against a schema that was generated from Grafana's own types, which says how in its folder. */
class SchemaTest {

    private static final Path FILE = Path.of("src", "test", "resources", "grafana", "dashboard.schema.json");

    static List<Path> files() {
        return Sheets.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeMadeOfWhatGrafanaKnows(Path file) throws Exception {
        assertEquals(List.of(), Schema.read(FILE).wrong(new ObjectMapper().readTree(file.toFile())));
    }

    @Test
    void shouldNoticeWhatGrafanaWouldLeaveOutInSilence() throws Exception {
        assertNotices("/templatting", sheet -> sheet.set("templatting", sheet.remove("templating")));
        assertNotices("/panels/0/gridPos/w", sheet -> ((ObjectNode) sheet.at("/panels/0/gridPos")).put("w", "6"));
        assertNotices(
                "/panels/0/fieldConfg",
                sheet -> panel(sheet).set("fieldConfg", panel(sheet).remove("fieldConfig")));
        assertNotices(
                "/panels/0/fieldConfig/defaults/thresholds/mode",
                sheet -> ((ObjectNode) sheet.at("/panels/0/fieldConfig/defaults/thresholds")).put("mode", "absolut"));
        assertNotices(
                "/templating/list/1/refresh", sheet -> ((ObjectNode) sheet.at("/templating/list/1")).put("refresh", 9));
        assertNotices("/panels/", sheet -> ((ArrayNode) sheet.path("panels")).add(7));
    }

    private interface Change {
        Object on(ObjectNode sheet);
    }

    private static void assertNotices(String place, Change change) throws Exception {
        var sheet = (ObjectNode)
                new ObjectMapper().readTree(Sheets.file(Sheets.all().getFirst()).toFile());
        change.on(sheet);
        var wrong = Schema.read(FILE).wrong(sheet);
        assertTrue(wrong.stream().anyMatch(line -> line.startsWith(place)), wrong::toString);
    }

    private static ObjectNode panel(ObjectNode sheet) {
        return (ObjectNode) sheet.at("/panels/0");
    }
}
