package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import multikernel.domain.shard.ShardShell;
import multikernel.shard.ShardState;
import org.jspecify.annotations.Nullable;

/** What the partitions of one core hold, each in its slice of the core's frame, and the removal of what expires. */
final class ShardStates {

    private final int partitions;
    private final int cores;
    private final int bulkBytesMax;
    private final List<Holding> holdings = new ArrayList<>();
    private int next;

    private static final class Holding {
        final int partition;
        final Slice slice;

        @Nullable
        StorePartition state;

        boolean isSweeping;
        int sweptTo;

        Holding(int partition, Slice slice) {
            this.partition = partition;
            this.slice = slice;
        }
    }

    /**
     * @param partitions of the domain
     * @param place of this core among so many of the domain
     * @param frame of this core, as it is mapped now
     */
    ShardStates(StoreSettings settings, int partitions, int place, int cores, Supplier<MemorySegment> frame) {
        this.partitions = partitions;
        this.cores = cores;
        bulkBytesMax = settings.limits().bulkBytes();
        var bytes = Slice.bytes(settings.memory(), partitions, cores);
        for (int partition = place; partition < partitions; partition += cores) {
            holdings.add(new Holding(partition, new Slice(frame, partition / cores, bytes)));
        }
    }

    int partitions() {
        return partitions;
    }

    /** A new state for a partition that has its place here; what an earlier one held is forgotten. */
    ShardState make(int partition) {
        var holding = holdings.get(partition / cores);
        var made = new StorePartition(partition, partitions, holding.slice, bulkBytesMax);
        if (holding.state != null) {
            made.installBegins();
        }
        holding.state = made;
        return made;
    }

    long keys() {
        var keys = 0L;
        for (var holding : holdings) {
            keys += holding.state == null ? 0 : holding.state.figures().keys();
        }
        return keys;
    }

    /** Asks for the removal of what has expired in the partitions that are owned here, some homes at a time. */
    void sweep(ShardShell shell, long nowMillis) {
        var homes = OwnPartition.SWEEP_HOMES;
        for (int each = 0; each < holdings.size() && homes > 0; each++) {
            var holding = holdings.get(next);
            next = (next + 1) % holdings.size();
            homes -= sweep(holding, homes, shell, nowMillis);
        }
    }

    /** @return how many homes were looked at */
    private static int sweep(Holding holding, int homesMax, ShardShell shell, long nowMillis) {
        var state = holding.state;
        if (state == null || holding.isSweeping || !shell.isServing(holding.partition)) {
            return 0;
        }
        var homes = Math.min(homesMax, state.homes() - holding.sweptTo);
        var sweeping = state.sweeping(holding.sweptTo, homes, nowMillis);
        holding.sweptTo = (holding.sweptTo + homes) % state.homes();
        if (sweeping != null) {
            holding.isSweeping = true;
            shell.submit(holding.partition, true, sweeping.command(), (Asker) reply -> holding.isSweeping = false);
        }
        return homes;
    }
}
