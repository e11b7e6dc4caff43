package multikernel.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import multikernel.hardware.Topology.Cache;
import multikernel.hardware.Topology.CpuThread;
import multikernel.hardware.Topology.Device;
import multikernel.hardware.Topology.Distance;
import multikernel.hardware.Topology.MemoryRange;
import multikernel.hardware.Topology.Share;
import org.junit.jupiter.api.Test;

class TopologyTest {

    private static final long GIB = 1L << 30;

    @Test
    void shouldTellPackagesCoresThreadsAndClocksApart() {
        var threads = recorded("two-packages", 8).threads();
        assertEquals(8, threads.size());
        assertEquals(new CpuThread(0, 0, 0, 0, 0, 0, Cpu.Kind.UNKNOWN, 3500), threads.getFirst());
        assertEquals(new CpuThread(7, 1, 0, 1, 1, 1, Cpu.Kind.UNKNOWN, 3500), threads.getLast());
    }

    @Test
    void shouldListEachCacheOnceWithThoseWhoShareIt() {
        var caches = recorded("two-packages", 8).caches();
        assertEquals(4 * 3 + 2, caches.size());
        assertTrue(caches.contains(new Cache(1, "data", 32 << 10, 64, List.of(1, 5))));
        assertTrue(caches.contains(new Cache(3, "unified", 16 << 20, 64, List.of(2, 3, 6, 7))));
    }

    @Test
    void shouldFindEachNodesMemoryAddressesAndDistances() {
        var far = recorded("two-packages", 8).nodes().get(1);
        assertEquals(16 * GIB, far.bytes());
        assertEquals(List.of(2, 3, 6, 7), far.cpus());
        assertEquals(List.of(new Distance(0, 21), new Distance(1, 10)), far.distances());
        assertEquals(List.of(new MemoryRange(4L << 27, 2L << 27)), far.ranges());
    }

    @Test
    void shouldFindDevicesAndTheCpusNearThem() {
        assertEquals(
                List.of(
                        new Device("0000:3b:00.0", "network", 0, List.of(0, 1, 4, 5)),
                        new Device("0000:d8:00.0", "storage", 1, List.of(2, 3, 6, 7))),
                recorded("two-packages", 8).devices());
    }

    @Test
    void shouldReadTheShareThatEitherVersionOfControlGroupsGrants() {
        assertEquals(
                new Share(List.of(0, 1, 2), List.of(0, 1), 3500, 8 * GIB),
                recorded("two-packages", 3).share());
        var files = RecordedFiles.of("two-packages").files();
        files.keySet().removeIf(path -> path.startsWith("sys/fs/cgroup"));
        files.put("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000");
        files.put("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        files.put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        files.put("sys/fs/cgroup/cpuset/cpuset.effective_mems", "1");
        assertEquals(
                new Share(List.of(0), List.of(1), 1500, -1),
                read(new RecordedFiles(files), 1).share());
    }

    @Test
    void shouldTellFastCoresFromSlowOnesByTheSchedulersCapacities() {
        var recorded = recorded("two-kinds", 6);
        assertEquals(
                List.of("performance", "performance", "efficiency", "efficiency", "efficiency", "efficiency"),
                recorded.threads().stream().map(thread -> thread.kind().word()).toList());
        assertEquals(-1, recorded.share().cpuMillis());
        assertEquals(-1, recorded.share().memoryBytes());
    }

    @Test
    void shouldKnowAVirtualMachineAsFarAsItShowsItself() {
        var recorded = recorded("virtual-machine", 2);
        assertEquals("AMD EPYC", recorded.model());
        assertEquals(2096, recorded.threads().getFirst().mhz());
        assertEquals(List.of(), recorded.caches());
        assertEquals(List.of(new Distance(0, 10)), recorded.nodes().getFirst().distances());
    }

    @Test
    void shouldKnowNothingOfAMachineWithoutFilesButItsCpus() {
        var nothing = read(new RecordedFiles(new TreeMap<>()), 2);
        assertEquals(
                List.of(0, 1), nothing.threads().stream().map(CpuThread::cpu).toList());
        assertEquals(List.of(), nothing.nodes());
        assertEquals(List.of(), nothing.devices());
        assertEquals(-1, nothing.memoryBytes());
    }

    @Test
    void shouldTakeWhateverTheFilesHold() {
        var random = new SplittableRandom(6);
        var odd = List.of("", "-", "0-", "-1", "x", "9999999999999999999", "0-4000000000", "max", "10 20 30", "K", ":");
        for (var name : List.of("two-packages", "two-kinds", "virtual-machine")) {
            for (int round = 0; round < 200; round++) {
                var files = RecordedFiles.of(name).files();
                for (var path : new ArrayList<>(files.keySet())) {
                    if (random.nextInt(4) == 0) {
                        files.put(path, odd.get(random.nextInt(odd.size())));
                    } else if (random.nextInt(8) == 0) {
                        files.remove(path);
                    }
                }
                assertEquals(8, read(new RecordedFiles(files), 8).share().cpus().size());
            }
        }
    }

    @Test
    void shouldLookAtThisMachine() {
        var machine = Machine.probe();
        var here = Topology.probe(machine);
        assertTrue(here.threads().size() >= machine.allowed().size());
        assertTrue(here.memoryBytes() > 0);
        assertNotNull(here.model());
        assertEquals(List.of(), SystemFiles.below(Path.of("no-such-root")).names("sys"));
    }

    private static Topology recorded(String name, int cpus) {
        return read(RecordedFiles.of(name), cpus);
    }

    private static Topology read(SystemFiles files, int cpus) {
        var machine =
                new Machine(IntStream.range(0, cpus).mapToObj(Cpu::unknown).toList(), cpus);
        return new TopologyReader(files, machine).read();
    }
}
