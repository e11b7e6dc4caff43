package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;
import org.junit.jupiter.api.Test;

class SharedStateTest {

    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int LINES = 4;

    private static final List<Integer> CPUS =
            Machine.probe().allowed().stream().limit(2).map(Cpu::number).collect(Collectors.toList());

    @Test
    void shouldUpdateEachLineOnceForEachMessageAtTheServer() {
        try (var served = new ServedLines(CPUS, LINES)) {
            var messages =
                    served.slice(SLICE).operations() + served.slice(SLICE).operations();
            assertTrue(messages > 0);
            for (var line = 0; line < LINES; line++) {
                assertEquals(messages, served.updated(line));
            }
        }
    }

    @Test
    void shouldUpdateEveryLineThatIsShared() {
        try (var shared = new SharedLines(CPUS, LINES)) {
            var slice = shared.slice(SLICE);
            assertTrue(slice.operations() > 0 && slice.value() > 0, slice::toString);
            for (var line = 0; line < LINES; line++) {
                assertTrue(shared.updated(line) > 0);
            }
        }
    }

    @Test
    void shouldCompareTheTwoForEachNumberOfLinesAndCoresThatHaveACpuEach() {
        try (var laboratory = new Laboratory(CPUS, 32);
                var experiment = SharedStateExperiment.open(laboratory)) {
            assertEquals(
                    List.of(1, 1, 2, 2, 4, 4, 8, 8),
                    experiment.subjects().stream()
                            .map(subject -> subject.parameters().get("lines"))
                            .toList());
            assertEquals(4, experiment.comparisons().size());
            assertTrue(experiment.notes().contains("more than 2 cores are left out: each needs a CPU of its own"));
        }
    }
}
