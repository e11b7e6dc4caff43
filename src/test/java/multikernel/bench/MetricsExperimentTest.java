package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import multikernel.hardware.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shapes alone: what was measured says nothing on a machine that runs tests. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetricsExperimentTest {

    @Test
    void shouldCompareEachWayOfAMessageWithAndWithoutCountingAndWithItself() {
        assumeTrue(Machine.probe().allowed().size() > 1, "a machine of one CPU");
        var results = Bench.METRICS.run(Duration.ofMillis(1), 2, new ArrayList<String>()::add);
        assertEquals("metrics", results.experiment());
        for (var metric : List.of("round-trip", "round-trip, asleep", "tell")) {
            assertEquals(
                    Set.of("off", "off, once more", "on", "on, looked at"),
                    results.rows().stream()
                            .filter(row -> row.unit().equals("ns")
                                    && metric.equals(row.parameters().get("metric")))
                            .map(row -> row.parameters().get("metrics"))
                            .collect(Collectors.toSet()));
        }
        assertEquals(
                Set.of("operation counted", "request counted", "look"),
                results.rows().stream()
                        .filter(row -> !row.parameters().containsKey("metrics")
                                && row.unit().equals("ns"))
                        .map(row -> row.parameters().get("metric"))
                        .collect(Collectors.toSet()));
        assertTrue(results.rows().stream().allMatch(row -> row.samples() > 0), results::toString);
    }
}
