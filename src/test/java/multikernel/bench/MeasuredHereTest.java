package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredHereTest {

    @TempDir
    Path directory;

    @Test
    void shouldSayHowToMeasureWhereNothingWasMeasured() {
        assertEquals(
                "**This machine**: not measured here. `multikernel bench unmap --output src/docs/results/measured` adds"
                        + " it.\n",
                MeasuredHere.text("unmap", directory, "results/measured"));
    }

    @Test
    void shouldShowTimesAndRatiosOfWhatWasMeasuredAndTheMachine() {
        var ours = Map.<String, Object>of("placement", "near");
        var rows = List.of(
                new Results.Row("ours", ours, "ns", 10, 1234.4, 2000, null, 3000, 7),
                new Results.Row("peer", ours, "ns", 10, 2469, 4000, null, 6000, 7),
                new Results.Row("ours", Map.of("metric", "allocation"), "bytes", 10, 8, 8, null, 8, 7));
        var ratio = new Results.Ratio("ours", "peer", "update", 0.5, 0.4, 0.6, "near", null);
        Document.write(
                new Results(
                        "unmap", new Host(2, "a CPU", "25", "Linux"), rows, List.of(ratio, ratio.reversed(), ratio)),
                directory);
        assertEquals("""
            **This machine**: a CPU, 2 CPUs, Linux, JDK 25.

            ![here/unmap](here/unmap.png) [CSV](here/unmap.csv) [JSON](here/unmap.json)

            | subject | CPUs | median, ns | p99, ns |
            |---|---|---|---|
            | ours | near | 1,234 | 2,000 |
            | peer | near | 2,469 | 4,000 |

            | of | to | metric | CPUs | ratio | quartiles |
            |---|---|---|---|---|---|
            | ours | peer | update | near | 0.500 | 0.400 to 0.600 |
            """, MeasuredHere.text("unmap", directory, "here"));
    }
}
