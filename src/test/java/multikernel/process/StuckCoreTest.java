package multikernel.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import multikernel.metrics.Scraped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node's metrics say of a core that stands still, stays away, and ends at last. */
class StuckCoreTest {

    private static final String FREE = "multikernel_memory_free_bytes";
    private static final String QUARANTINED = "multikernel_memory_quarantined_bytes";

    @TempDir
    Path data;

    private NodeProcess node;
    private final Client client = new Client();

    @BeforeEach
    void start() throws Exception {
        node = NodeProcess.start(
                data,
                "--cores",
                "3",
                "-Dmultikernel.fault-injection=on",
                "-Dmultikernel.liveness.restarts-max=0",
                "-Dmultikernel.metrics.interval=200ms");
    }

    @AfterEach
    void end() throws Exception {
        node.close();
        client.close();
    }

    @Test
    void shouldCountWhatNobodyCanHaveUntilItEndsAndWhatIsRefusedInItsPlace() throws Exception {
        until(scrape -> sum(scrape, FREE) == total(scrape), "all memory free");
        var shares = scrape();
        assertEquals(201, post("/api/capabilities", "{\"bytes\": 65536, \"core\": 2}"));
        fault("stuck", 2, "\"do\": \"loop\", \"after\": \"0\", \"every\": \"200\", \"millis\": \"12000\"");
        until(scrape -> of(scrape, QUARANTINED, 2) == of(shares, FREE, 2), "all that core 2 owned in quarantine");
        until(scrape -> of(scrape, FREE, 2) == 0, "and none of it free");
        fault("gone", 1, "\"do\": \"exit\", \"after\": \"0\", \"every\": \"200\"");
        until(scrape -> of(scrape, QUARANTINED, 1) == of(shares, FREE, 1), "and what core 1 owned, which waits for it");
        var refused = new String[] {"protocol=allocate", "outcome=core-stuck"};
        var operations = "multikernel_capability_operations_total";
        assertEquals(0, sum(scrape(), operations, refused));
        assertEquals(409, post("/api/capabilities", "{\"bytes\": 65536, \"core\": 2}"));
        until(scrape -> sum(scrape, operations, refused) == 1, "one refused");
        until(scrape -> sum(scrape, QUARANTINED) == 0, "nothing in quarantine once its loop has ended");
        until(scrape -> sum(scrape, FREE) == total(scrape), "all memory free again");
    }

    private void fault(String name, int core, String settings) throws Exception {
        var body = "{\"name\": \"" + name + "\", \"kind\": \"fault\", \"cores\": [" + core + "], \"settings\": {"
                + settings + "}}";
        assertEquals(201, client.spawn(node, data, body).statusCode());
    }

    private int post(String path, String body) throws Exception {
        return client.post(node, data, path, body).statusCode();
    }

    private Scraped scrape() throws Exception {
        return Scraped.of(client.get(node.uri("metrics", "/metrics")).body());
    }

    private static double total(Scraped scrape) {
        return sum(scrape, "multikernel_memory_total_bytes");
    }

    private static double of(Scraped scrape, String name, int core) {
        return sum(scrape, name, "core=" + core);
    }

    /** Of all series with this name and these labels; 0 if there is none. */
    private static double sum(Scraped scrape, String name, String... labels) {
        return scrape.named(name).stream()
                .filter(series -> series.hasAll(labels))
                .mapToDouble(Scraped.Series::value)
                .sum();
    }

    private interface Condition {
        boolean holds(Scraped scrape);
    }

    private void until(Condition condition, String what) throws Exception {
        node.until(() -> condition.holds(scrape()), what);
    }
}
