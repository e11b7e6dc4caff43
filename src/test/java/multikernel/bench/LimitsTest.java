package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import multikernel.hardware.Machine;
import org.junit.jupiter.api.Test;

/** With a compiler or without: something always tells where the CPUs stand. */
class LimitsTest {

    @Test
    void shouldTellThePlacementByALineInJavaWhereThereIsNoCompiler() {
        var cpus = Machine.probe().allowed();
        try (var line = new JavaLine(new TwoThreads(
                cpus.getFirst().number(), cpus.get(Math.min(1, cpus.size() - 1)).number()))) {
            assertTrue(line.roundTripNanos() > 0);
        }
    }

    @Test
    void shouldLeaveOutWithAWordWhatIsNotThere() {
        try (var laboratory = new Laboratory(List.of(0, 1), 2)) {
            var subjects = new ArrayList<Subject>();
            var comparisons = new ArrayList<Comparison>();
            var ring = laboratory.limits("round-trip", subjects, comparisons);
            assertEquals(ring.isPresent() ? 0 : 2, laboratory.notes().size());
            assertEquals(ring.isPresent() ? 2 : 0, subjects.size());
            assertEquals(ring.isPresent() ? 1 : 0, comparisons.size());
        }
    }
}
