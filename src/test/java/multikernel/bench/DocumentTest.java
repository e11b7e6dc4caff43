package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shape that the contract gives to the results of an experiment. */
class DocumentTest {

    private static final Results RESULTS = new Results(
            "urpc",
            new Host(2, "a processor", "25", "Linux"),
            List.of(
                    row("multikernel", "near", 180),
                    row("multikernel", "far", 581),
                    row("C ring", "near", 160),
                    row("Akka two pools", "near", 49_577_983),
                    new Results.Row(
                            "JCTools",
                            Laboratory.parameters("metric", "round-trip allocation", "payload", "new, \"object\""),
                            "bytes",
                            9,
                            0,
                            72,
                            null,
                            72,
                            1e6)),
            List.of(new Results.Ratio("multikernel", "C ring", "round-trip", 1.125, 1.1, 1.2, "near", 1.1)));

    private static Results.Row row(String subject, String placement, double p50) {
        return new Results.Row(
                subject,
                Laboratory.parameters("metric", "round-trip", "placement", placement),
                "ns",
                1_000,
                p50,
                2 * p50,
                3 * p50,
                99_999,
                1e9 / p50);
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void shouldWriteTheDocumentOfTheContract() throws Exception {
        var document = new ObjectMapper().readTree(Document.json(RESULTS));
        assertEquals(List.of("experiment", "machine", "rows", "ratios"), names(document));
        assertEquals(List.of("cpus", "model", "jdk", "os"), names(document.get("machine")));
        assertEquals(
                List.of("subject", "parameters", "unit", "samples", "p50", "p99", "p999", "max", "throughput"),
                names(document.get("rows").get(0)));
        assertEquals(
                List.of("of", "to", "metric", "value", "low", "high", "placement"),
                names(document.get("ratios").get(0)));
        assertEquals(180, document.get("rows").get(0).get("p50").asDouble());
        assertEquals("near", document.at("/rows/0/parameters/placement").asText());
        assertEquals(1.125, document.at("/ratios/0/value").asDouble());
    }

    @Test
    void shouldWriteARowOfTheTableForEachRowWithQuotesWhereTheyAreNeeded() {
        var lines = Document.csv(RESULTS).split("\r\n");
        assertEquals("experiment,subject,metric,placement,payload,unit,samples,p50,p99,p999,max,throughput", lines[0]);
        assertEquals(
                "urpc,multikernel,round-trip,near,,ns,1000,180.000,360.000,540.000,99999.000,5555555.556", lines[1]);
        assertTrue(lines[5].contains(",\"new, \"\"object\"\"\",bytes,9,"), lines[5]);
        assertEquals(6, lines.length);
    }

    @Test
    void shouldLeaveThreeFilesAndAPictureThatCanBeRead(@TempDir Path directory) throws Exception {
        Document.write(RESULTS, directory.resolve("new"));
        var picture = ImageIO.read(directory.resolve("new").resolve("urpc.png").toFile());
        assertTrue(picture.getWidth() > 1_000 && picture.getHeight() > 500, "two charts beside each other, one below");
        assertEquals(
                Document.json(RESULTS),
                Files.readString(directory.resolve("new").resolve("urpc.json")));
        assertEquals(
                Document.csv(RESULTS), Files.readString(directory.resolve("new").resolve("urpc.csv")));
    }

    @Test
    void shouldSayWhenARunWasDisturbed() {
        assertEquals(List.of(), Verdict.of(RESULTS));
        var disturbed = new Results.Ratio("C ring", "C line", "round-trip", 1.6, 1.5, 1.7, "near", 1.45);
        var found = Verdict.of(new Results("urpc", RESULTS.machine(), List.of(), List.of(disturbed)));
        assertEquals(1, found.size());
        assertTrue(found.getFirst().startsWith("disturbed: near"), found.getFirst());
    }
}
