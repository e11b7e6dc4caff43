package multikernel.hardware;

import java.util.List;
import java.util.Optional;
import multikernel.hardware.Topology.Share;

/** What control groups leave to this process, in either version of them, as seen from inside of a container. */
final class ShareReader {

    private static final String ROOT = "sys/fs/cgroup/";

    /** Version 1 says so for no limit: the highest number of bytes, rounded down to a page. */
    private static final long UNLIMITED_BYTES = Long.MAX_VALUE >> 1;

    private final SystemFiles files;
    private final Machine machine;

    ShareReader(SystemFiles files, Machine machine) {
        this.files = files;
        this.machine = machine;
    }

    Share read() {
        return new Share(machine.allowed().stream().map(Cpu::number).toList(), nodes(), cpuMillis(), memoryBytes());
    }

    private List<Integer> nodes() {
        return first("cpuset.mems.effective", "cpuset/cpuset.effective_mems", "cpuset/cpuset.mems")
                .map(CpuList::parse)
                .orElse(List.of());
    }

    private long cpuMillis() {
        var both = files.line(ROOT + "cpu.max").orElse("").split(" ", -1);
        return both.length == 2
                ? millis(number(both[0]), number(both[1]))
                : millis(
                        number("cpu/cpu.cfs_quota_us", "cpu,cpuacct/cpu.cfs_quota_us"),
                        number("cpu/cpu.cfs_period_us", "cpu,cpuacct/cpu.cfs_period_us"));
    }

    private static long millis(long quota, long period) {
        return quota > 0 && period > 0 ? Math.round(quota * 1000.0 / period) : -1;
    }

    private long memoryBytes() {
        long bytes = number("memory.max", "memory/memory.limit_in_bytes");
        return bytes > 0 && bytes < UNLIMITED_BYTES ? bytes : -1;
    }

    private static long number(String text) {
        return Numbers.parse(text).orElse(-1);
    }

    private long number(String version, String other) {
        return first(version, other).map(ShareReader::number).orElse(-1L);
    }

    private Optional<String> first(String... names) {
        for (var name : names) {
            var line = files.line(ROOT + name);
            if (line.isPresent() && !line.get().isEmpty()) {
                return line;
            }
        }
        return Optional.empty();
    }
}
