package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import multikernel.base.CoreId;
import multikernel.base.Descent;
import multikernel.base.NodeView;
import multikernel.domain.shard.Departure;
import multikernel.domain.shard.ShardLinks;
import multikernel.domain.shard.ShardPlan;
import multikernel.domain.shard.ShardShell;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Members;
import multikernel.shard.Origin;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardLimits;
import multikernel.shard.Shards;

/** Puts together what one core of a sharded store consists of. */
record Sharding(StoreSettings settings, ShardPlan plan) {

    /** Of orders, copies and what they mean: raised with every change of those. */
    private static final int VERSION = 1;

    /** Many, for what one partition has to wait for must not hold up the others. */
    private static final int WINDOW = 1024;

    /** What must be the same on all nodes, so that partitions which are given the same commands hold the same. */
    long shape(int cores) {
        var bytes = Slice.bytes(settings.memory(), plan.partitions(), cores);
        return List.of(VERSION, plan, bytes, settings.limits(), List.of(Command.values()))
                .toString()
                .hashCode();
    }

    private ShardLimits limits() {
        return plan.limits(settings.ordersMax());
    }

    /** Other nodes that hold a write by the time that it is answered, at least. */
    int copies() {
        return plan.seats() / 2;
    }

    /** A core has as long as the longest command, and then some. */
    Way way(CoreId to) {
        return new Way(to, settings, WINDOW, limits().commandNanos() / 1_000_000 + settings.answerMillis());
    }

    /**
     * The partitions of one core.
     *
     * @param origin how the partitions begin
     * @param frame of the core, as it is mapped now
     */
    ShardOwn own(
            ShardHost self,
            Origin origin,
            ShardLinks links,
            Supplier<MemorySegment> frame,
            Departure departure,
            LongSupplier nanos) {
        var states = new ShardStates(settings, plan.partitions(), self.place(), self.cores(), frame);
        var shards = new Shards(limits(), self, origin, states::make);
        var shell = new ShardShell(shards, links, settings.ordersMax(), settings.ordersBytesMax(), departure, nanos);
        return new ShardOwn(shell, states);
    }

    /** The same on a node that is in no cluster: nobody hears its name. */
    ShardOwn ownAlone(DispatcherContext context, Supplier<MemorySegment> frame, Departure departure) {
        var own = own(
                ShardPlan.host(context, Members.NONE),
                Origin.FOUNDS,
                (to, message) -> false,
                frame,
                departure,
                System::nanoTime);
        own.shell.countFor(context);
        own.shell.view(NodeView.NONE, Descent.NONE);
        own.shell.placed().forEach(partition -> own.shell.elected(partition, true));
        return own;
    }
}
