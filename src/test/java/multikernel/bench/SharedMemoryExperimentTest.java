package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import multikernel.hardware.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With real JVMs at the other end. Shapes alone: what was measured says nothing on a machine that runs tests. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedMemoryExperimentTest {

    @Test
    void shouldMeasureEverySubjectBothWaysAndLeaveNoProcessBehind() {
        assumeTrue(Machine.probe().allowed().size() > 1, "a machine of one CPU");
        var before = children();
        var results = Bench.SHARED_MEMORY.run(Duration.ofMillis(1), 2, new ArrayList<String>()::add);
        for (var metric : List.of("round-trip", "streaming")) {
            assertEquals(
                    List.of("multikernel 2", "multikernel 1", "TCP 2", "Artery 2"),
                    results.rows().stream()
                            .filter(row -> row.unit().equals("ns")
                                    && metric.equals(row.parameters().get("metric"))
                                    && row.parameters().containsKey("jvms"))
                            .map(row -> row.subject() + " " + row.parameters().get("jvms"))
                            .distinct()
                            .toList());
        }
        assertTrue(results.rows().stream().allMatch(row -> row.samples() > 0), results::toString);
        assertEquals(before, children());
    }

    @Test
    void shouldFailAndNotWaitForEverWhenTheOtherJvmIsGone() {
        try (var far = FarJvm.start(List.of(FarEnd.TCP, "1", "-1"));
                var near = TcpEnd.connect(Integer.parseInt(far.answer()), 1)) {
            far.ask(FarEnd.ANSWER);
            far.answer();
            var outlet = near.outlet();
            var threads = new TwoThreads(-1, -1);
            var failure = assertThrows(
                    IllegalStateException.class,
                    () -> threads.run(outlet::take, () -> {
                        Objects.requireNonNull(ProcessHandle.of(far.pid()).orElse(null))
                                .destroyForcibly();
                        far.answer();
                    }));
            assertTrue(failure.getCause() != null, failure::toString);
        }
    }

    private static List<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
    }
}
