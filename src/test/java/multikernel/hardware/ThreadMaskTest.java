package multikernel.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import multikernel.base.Pinning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ThreadMaskTest {

    /** What a thread found of itself: how it was pinned, and the mask that the system shows for it. */
    private record Look(Pinning pinning, List<Integer> mask) {}

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldBindAThreadToEachAllowedCpuAsTheSystemSeesIt() throws Exception {
        for (var cpu : Machine.probe().allowed()) {
            assertEquals(new Look(Pinning.PINNED, List.of(cpu.number())), onThread(() -> pinned(cpu.number())));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldGiveTheWholeMaskBackToAThreadThatAPinnedOneMade() throws Exception {
        var machine = Machine.probe();
        var allowed = machine.allowed().stream().map(Cpu::number).toList();
        var first = allowed.getFirst();
        var inherited = onThread(() -> {
            ThreadMask.pinCurrentThread(first);
            return onThread(ThreadMaskTest::mask);
        });
        var reset = onThread(() -> {
            ThreadMask.pinCurrentThread(first);
            return onThread(() -> {
                ThreadMask.resetCurrentThread(machine);
                return mask();
            });
        });
        assertEquals(List.of(first), inherited);
        assertEquals(allowed, reset);
    }

    @Test
    void shouldSayOfACpuThatIsNotThereThatItIsNotPermitted() throws Exception {
        assertNotEquals(Pinning.PINNED, onThread(() -> ThreadMask.pinCurrentThread(1_000_000)));
        assertEquals(Pinning.NOT_PERMITTED, onThread(() -> ThreadMask.pinCurrentThread(-1)));
    }

    private static Look pinned(int cpu) {
        var pinning = ThreadMask.pinCurrentThread(cpu);
        return new Look(pinning, mask());
    }

    private static List<Integer> mask() {
        return Proc.ofThread(ThreadState.currentTid(), "status")
                .orElseThrow()
                .lines()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> CpuList.parse(line.substring("Cpus_allowed_list:".length())))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T onThread(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task.get();
    }
}
