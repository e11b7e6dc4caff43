package multikernel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Experiments on modelled machines, as a user types them; no node is asked. */
class SimulateTest {

    private static final List<String> EXPERIMENTS =
            List.of("shared-state", "shootdown", "unmap", "two-phase-commit", "tree");

    @TempDir
    private Path directory;

    private static Ran run(String... arguments) {
        var ran = Ran.of(Map.of(), List.of(arguments));
        assertEquals(0, ran.status(), ran::toString);
        assertEquals("", ran.err());
        return ran;
    }

    private static JsonNode json(Ran ran) throws Exception {
        return new ObjectMapper().readTree(ran.out());
    }

    private static List<String> texts(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }

    @Test
    void shouldListExperimentsAndMachines() throws Exception {
        assertEquals(EXPERIMENTS, texts(json(run("simulate", "list", "--json")), "name"));
        var machines = json(run("simulate", "machines", "--json"));
        assertEquals(
                List.of("2x4-intel", "2x2-amd", "4x4-amd", "8x4-amd", "smelt-2x10", "2x96", "synthetic-4096"),
                texts(machines.path("machines"), "name"));
        var hash = machines.path("parameters").asText();
        assertEquals(12, hash.length());
        assertTrue(run("simulate", "machines").out().startsWith("parameters " + hash + "\n"));
        assertEquals(
                1 + EXPERIMENTS.size(), run("simulate", "list").out().lines().count());
    }

    @Test
    void shouldPrintTheHashOfTheParametersAndARowForEachSubject() {
        var lines = run("simulate", "shootdown", "--machine", "8x4-amd", "--cores", "4")
                .out()
                .lines()
                .toList();
        assertTrue(lines.getFirst().matches("parameters [0-9a-f]{12}"), lines::toString);
        var subjects = lines.subList(2, 7).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertEquals(List.of("broadcast", "unicast", "multicast", "numa-aware", "adaptive"), subjects);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-state", "shootdown", "unmap", "two-phase-commit", "tree"})
    void shouldPrintOneDocumentAsTheContractWritesIt(String experiment) throws Exception {
        var document = json(run("simulate", experiment, "--machine", "2x2-amd", "--cores", "2..4", "--json"));
        assertEquals(experiment, document.path("experiment").asText());
        assertEquals(4, document.path("machine").path("cpus").asInt());
        for (var row : document.path("rows")) {
            assertEquals("cycles", row.path("unit").asText());
            assertEquals("2x2-amd", row.path("parameters").path("machine").asText());
            int cores = row.path("parameters").path("cores").asInt();
            assertTrue(cores >= 2 && cores <= 4, row::toString);
            assertTrue(row.path("p50").asDouble() > 0 && row.path("throughput").asDouble() > 0, row::toString);
        }
        assertTrue(document.path("ratios").isArray());
    }

    @Test
    void shouldPrintTheSameForTheSameSeed() {
        var arguments = new String[] {"simulate", "two-phase-commit", "--machine", "4x4-amd", "--seed", "5"};
        assertEquals(run(arguments), run(arguments));
    }

    @Test
    void shouldCompareWithWhatWasMeasuredInBothDirections() throws Exception {
        var ratios =
                json(run("simulate", "shootdown", "--cores", "32", "--json")).path("ratios");
        int there = 0;
        int back = 0;
        for (var ratio : ratios) {
            there += ratio.path("to").asText().equals("published") ? 1 : 0;
            back += ratio.path("of").asText().equals("published") ? 1 : 0;
            assertTrue(ratio.path("low").asDouble() <= ratio.path("value").asDouble(), ratio::toString);
        }
        assertEquals(4, there);
        assertEquals(4, back);
    }

    @Test
    void shouldWriteATableADocumentAndACurve() throws Exception {
        run("simulate", "unmap", "--machine", "8x4-amd", "--output", directory.toString());
        assertEquals(
                1 + 31,
                Files.readAllLines(directory.resolve("unmap-8x4-amd.csv")).size());
        var picture = ImageIO.read(directory.resolve("unmap-8x4-amd.png").toFile());
        assertNotNull(picture);
        assertTrue(picture.getWidth() >= 800, "wide enough to read");
        var document = new ObjectMapper().readTree(Files.readString(directory.resolve("unmap-8x4-amd.json")));
        assertEquals(31, document.path("rows").size());
    }
}
