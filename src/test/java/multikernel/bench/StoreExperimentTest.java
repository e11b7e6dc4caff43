package multikernel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shapes alone: what was measured says nothing on a machine that runs tests. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreExperimentTest {

    @Test
    void shouldReadTheRateThatTheProgramTellsAndNothingElse() {
        var told = List.of(
                "WARNING: Could not fetch server CONFIG",
                "\"test\",\"rps\",\"avg_latency_ms\"",
                "\"SET\",\"123456.79\",\"0.196\"");
        assertEquals(Optional.of(123_456.79), RedisProgram.requestsPerSecond(told));
        assertEquals(Optional.empty(), RedisProgram.requestsPerSecond(told.subList(0, 2)));
    }

    @Test
    void shouldMeasureOursAndRedisForEachCommandAndPipelineAndLeaveNoProcessBehind() {
        assumeTrue(Machine.probe().allowed().size() > 1, "a machine of one CPU");
        assumeTrue(
                Stream.of(RedisProgram.BENCHMARK, RedisProgram.SERVER).allMatch(RedisProgram::isThere),
                "Redis is not installed");
        var before = ProcessHandle.current().children().count();
        var cpus = Machine.probe().allowed().stream().map(Cpu::number).toList();
        try (var laboratory = new Laboratory(cpus, 2);
                var experiment = StoreExperiment.open(laboratory, 1)) {
            var measured =
                    new Session(laboratory.probe(), new ArrayList<String>()::add).run(experiment, Duration.ofMillis(1));
            assertEquals(
                    List.of("multikernel", "Redis"),
                    measured.rows().stream()
                            .map(Results.Row::subject)
                            .distinct()
                            .toList());
            assertTrue(measured.rows().stream().allMatch(row -> row.samples() > 0 && row.throughput() > 0));
            assertEquals(
                    List.of("set, pipeline 1", "set, pipeline 16", "get, pipeline 1", "get, pipeline 16"),
                    experiment.comparisons().stream().map(Comparison::metric).toList());
        }
        assertTrue(ProcessHandle.current().children().count() <= before);
    }
}
