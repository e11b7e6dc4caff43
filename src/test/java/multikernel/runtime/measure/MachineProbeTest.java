package multikernel.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;
import multikernel.hardware.Measured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineProbeTest {

    private static final long LIMIT_MILLIS = 5_000;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldMeasureEveryPairOfCpusInBothDirectionsAndEachCpusSpeed() {
        var cpus = Machine.probe().allowed().stream().map(Cpu::number).limit(4).toList();
        var measured = MachineProbe.measure(cpus, LIMIT_MILLIS);
        assertEquals(cpus, measured.speeds().stream().map(Measured.Speed::cpu).toList());
        assertTrue(measured.speeds().stream().anyMatch(speed -> speed.percent() == 100));
        for (int from : cpus) {
            for (int to : cpus) {
                var cost = measured.messages().stream()
                        .filter(each -> each.from() == from && each.to() == to)
                        .toList();
                assertEquals(1, cost.size(), from + " to " + to);
                assertTrue(cost.getFirst().roundTripNanos() > 0);
                assertTrue(
                        cost.getFirst().roundTripMinNanos() <= cost.getFirst().roundTripMaxNanos());
            }
        }
    }

    @Test
    void shouldLeaveOutCpusThatNoThreadCanBeBoundTo() {
        var measured = MachineProbe.measure(List.of(60_000, 60_001), LIMIT_MILLIS);
        assertEquals(List.of(), measured.messages());
        assertEquals(List.of(), measured.speeds());
    }

    @Test
    void shouldLeaveOutWhatThereIsNoTimeFor() {
        assertEquals(List.of(), MachineProbe.measure(List.of(0, 1), 0).messages());
    }

    @Test
    void shouldMeasureTheSameCpusOnce() {
        var machine = Machine.probe();
        assertSame(MachineProbe.of(machine, 1), MachineProbe.of(machine, 1));
    }
}
