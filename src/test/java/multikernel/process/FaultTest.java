package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A core is broken under load, in every way that the kind {@code fault} knows; requests of other cores go on. Nothing
 * runs beside it.
 */
@Isolated
class FaultTest {

    @TempDir
    Path data;

    @SuppressWarnings("NullAway.Init")
    private NodeProcess node;

    private final Client client = new Client();

    @ParameterizedTest
    @CsvSource({"throw,1", "loop,2", "sleep,2", "overflow,2", "exit,2"})
    void shouldLoseNoRequestOfOtherCoresWhenACoreIsMadeTo(String fault, int incarnation) throws Exception {
        node = NodeProcess.start(data, "--cores", "4", "-Dmultikernel.fault-injection=on");
        try (var load = new Load(4, List.of(node.uri("web", "/"), node.uri("web", "/items/7")))) {
            node.until(() -> load.answered() > 100, "some load");
            var spawned = client.spawn(node, data, """
                {"name": "trouble", "kind": "fault", "cores": [2], "settings": {"do": "%s", "after": "3"}}\
                """.formatted(fault));
            assertEquals(2, spawned.statusCode() / 100, spawned::body);
            if (incarnation > 1) {
                node.until(() -> core(2).get("incarnation").asInt() >= incarnation, "the next incarnation of core 2");
                node.until(() -> core(2).get("state").asText().equals("online"), "core 2 online again");
            } else {
                node.until(
                        () -> node.errors().stream().anyMatch(line -> line.contains("trouble's dispatcher on core-2")),
                        "a restart");
            }
            var seen = load.answered();
            node.until(() -> load.answered() > seen + 100, "load after the fault");
            assertEquals(List.of(), load.end());
            for (int other : new int[] {0, 1, 3}) {
                assertEquals(1, core(other).get("incarnation").asInt());
                assertEquals("online", core(other).get("state").asText());
            }
        }
    }

    @AfterEach
    void end() throws Exception {
        node.close();
        client.close();
    }

    private JsonNode core(int index) throws Exception {
        return new ObjectMapper()
                .readTree(client.get(node.uri("http", "/api/cores")).body())
                .get(index);
    }
}
