package multikernel.base;

import java.util.List;

/**
 * One look at a core, each value read without stopping it.
 *
 * @param cpu the CPU it is placed on, -1 where it has none of its own
 * @param packageId the CPU's package, -1 if unknown
 * @param kind {@code performance}, {@code efficiency} or {@code unknown}
 * @param utilization busy share of the last second or so, 0 to 1
 * @param runQueue actors that are ready to run
 * @param thread the name of its thread
 */
public record CoreReading(
        CoreId id,
        String node,
        int incarnation,
        int cpu,
        Pinning pinned,
        int packageId,
        int numaNode,
        String kind,
        CoreState state,
        double utilization,
        int dispatchers,
        int runQueue,
        long busyNanos,
        long idleNanos,
        String thread) {

    /** Those that are online, ascending. */
    public static List<CoreId> online(List<CoreReading> cores) {
        return cores.stream()
                .filter(core -> core.state == CoreState.ONLINE)
                .map(CoreReading::id)
                .sorted()
                .toList();
    }
}
