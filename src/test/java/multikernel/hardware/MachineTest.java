package multikernel.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    void shouldFindTheCpusThatTheProcessMayUse() {
        var machine = Machine.probe();
        var numbers = machine.allowed().stream().map(Cpu::number).toList();
        Proc.allowed().ifPresent(allowed -> assertEquals(allowed, numbers));
        assertTrue(machine.cpus() >= 1 && machine.cpus() <= numbers.size());
        assertTrue(machine.cpus() <= Runtime.getRuntime().availableProcessors());
    }

    @Test
    void shouldReadTheKernelsListsOfCpus() {
        assertEquals(List.of(0, 1, 2, 3, 8, 10, 11), CpuList.parse("\t0-3,8,10-11\n"));
        assertEquals(List.of(5), CpuList.parse("5"));
        assertEquals(List.of(), CpuList.parse(" "));
    }

    @Test
    void shouldLeaveOneCpuToTheHostFromFourUp() {
        assertEquals(
                List.of(1, 1, 2, 3, 3, 4, 63),
                IntStream.of(0, 1, 2, 3, 4, 5, 64).mapToObj(CoreCount::auto).toList());
    }

    @Test
    void shouldPlaceFastCpusFirstAndNeighboursTogether() {
        var machine = new Machine(
                List.of(
                        new Cpu(0, 0, 0, Cpu.Kind.EFFICIENCY),
                        new Cpu(1, 1, 1, Cpu.Kind.PERFORMANCE),
                        new Cpu(2, 0, 0, Cpu.Kind.PERFORMANCE),
                        new Cpu(3, 1, 1, Cpu.Kind.PERFORMANCE),
                        new Cpu(4, 0, 0, Cpu.Kind.PERFORMANCE)),
                5);
        assertEquals(
                List.of(2, 4, 1, 3, 0),
                Placement.place(5, machine).stream()
                        .map(OptionalInt::orElseThrow)
                        .toList());
        assertEquals(List.of(OptionalInt.of(2), OptionalInt.of(4)), Placement.place(2, machine));
    }

    @Test
    void shouldGiveNoCoreACpuWhenThereAreMoreCoresThanCpus() {
        var machine = new Machine(List.of(Cpu.unknown(0), Cpu.unknown(1)), 2);
        assertEquals(
                List.of(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty()), Placement.place(3, machine));
    }

    @Test
    void shouldCountVirtualCoresToTheAllowedCpusInTurn() {
        var machine = new Machine(List.of(Cpu.unknown(2), Cpu.unknown(5)), 2);
        assertEquals(List.of(2, 5, 2), Placement.counted(Placement.place(3, machine), machine));
        assertEquals(List.of(5, 2), Placement.counted(List.of(OptionalInt.of(5), OptionalInt.of(2)), machine));
    }

    @Test
    void shouldCountOnlyTheTimeThatAControlGroupGrants() {
        var machine = new Machine(List.of(Cpu.unknown(0), Cpu.unknown(1)), 1);
        assertEquals(1, machine.cpus());
        assertEquals(List.of(OptionalInt.empty(), OptionalInt.empty()), Placement.place(2, machine));
    }

    @Test
    void shouldRefuseAMachineWithoutCpus() {
        assertThrows(IllegalArgumentException.class, () -> new Machine(List.of(), 1));
    }

    @Test
    void shouldSpellKindsAsTheApiDoes() {
        assertEquals("performance", Cpu.Kind.PERFORMANCE.word());
        assertEquals("unknown", Cpu.Kind.UNKNOWN.word());
    }
}
