package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.NodeView;
import multikernel.runtime.DispatcherContext;
import multikernel.shard.ShardHost;
import multikernel.shard.ShardLimits;
import multikernel.shard.Shards;

/**
 * Puts together what one core of a sharded store consists of.
 *
 * @param partitions of the domain
 * @param seats of each partition's group
 */
record Sharding(StoreSettings settings, int partitions, int seats) {

    /** Many, for what one partition has to wait for must not hold up the others. */
    private static final int WINDOW = 1024;

    static Sharding alone(DispatcherContext context, StoreSettings settings) {
        return new Sharding(settings, context.shards(), settings.durability().seats(false));
    }

    /** Why a domain cannot be so on a node that is in no cluster; empty if it can. */
    Optional<String> refusalAlone() {
        return seats == 1
                ? Optional.empty()
                : Optional.of("setting %s is replicated(%d), and this node is in no cluster: give local or auto"
                        .formatted(Durability.NAME, seats));
    }

    /** As many commands may wait as one core may have under way. */
    ShardLimits limits() {
        var usual = ShardLimits.of(partitions, seats);
        return new ShardLimits(
                partitions,
                seats,
                usual.group(),
                usual.commandNanos(),
                settings.ordersMax(),
                usual.askNanos(),
                usual.pauseNanos(),
                usual.rankNanos(),
                usual.drainNanos(),
                usual.settleNanos(),
                usual.restNanos());
    }

    /** Other nodes that hold a write by the time that it is answered, at least. */
    int copies() {
        return seats / 2;
    }

    /** A core has as long as the longest command, and then some. */
    Way way(CoreId to) {
        return new Way(to, settings, WINDOW, limits().commandNanos() / 1_000_000 + settings.answerMillis());
    }

    /**
     * The partitions of one core.
     *
     * @param founds whether the domain begins here
     * @param frame of the core, as it is mapped now
     */
    ShardOwn own(
            ShardHost self,
            boolean founds,
            ShardLinks links,
            Supplier<MemorySegment> frame,
            Departure departure,
            LongSupplier nanos) {
        var states = new ShardStates(settings, partitions, self.place(), self.cores(), frame);
        var shards = new Shards(limits(), self, founds, states::make);
        return new ShardOwn(new ShardShell(shards, links, settings, departure, nanos), states);
    }

    /** The same on a node that is in no cluster. */
    ShardOwn ownAlone(DispatcherContext context, Supplier<MemorySegment> frame, Departure departure) {
        var cores = context.cores();
        var seat = new Seat(ShardHost.numberOf(context.node()), System.nanoTime());
        var self = new ShardHost(context.node(), context.core(), cores.indexOf(context.core()), cores.size(), seat);
        var own = own(self, true, (to, message) -> false, frame, departure, System::nanoTime);
        own.shell.view(NodeView.NONE);
        own.shell.placed().forEach(partition -> own.shell.elected(partition, true));
        return own;
    }
}
