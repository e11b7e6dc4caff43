package multikernel.workload.store;

import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import multikernel.agreement.group.Seat;
import multikernel.base.CoreId;
import multikernel.base.MemberReading;
import multikernel.base.NodeView;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.Members;
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

    /** Of orders, copies and what they mean: raised with every change of those. */
    private static final int VERSION = 1;

    /** Many, for what one partition has to wait for must not hold up the others. */
    private static final int WINDOW = 1024;

    static Sharding among(Members members, DispatcherContext context, StoreSettings settings) {
        return new Sharding(settings, context.shards(), settings.durability().seats(isInCluster(members)));
    }

    static boolean isInCluster(Members members) {
        return members.view().number() > 0;
    }

    /** Why a domain cannot be so on this node; empty if it can. */
    Optional<String> refusal(DispatcherContext context, Members members) {
        if (isInCluster(members)) {
            var cores = members.nodes().stream()
                    .filter(node -> node.name().equals(context.node()))
                    .mapToInt(MemberReading::cores)
                    .findFirst()
                    .orElse(0);
            return context.cores().size() == cores
                    ? Optional.empty()
                    : Optional.of(
                            "in a cluster its partitions are on all %d cores of a node, and cores are %s: give all"
                                    .formatted(cores, context.cores()));
        }
        return seats == 1
                ? Optional.empty()
                : Optional.of("setting %s is replicated(%d), and this node is in no cluster: give local or auto"
                        .formatted(Durability.NAME, seats));
    }

    /** What must be the same on all nodes, so that partitions which are given the same commands hold the same. */
    long shape(int cores) {
        var bytes = Slice.bytes(settings.memory(), partitions, cores);
        return List.of(VERSION, partitions, seats, bytes, settings.limits(), List.of(Command.values()))
                .toString()
                .hashCode();
    }

    /** This start of the dispatcher, among all that there ever are. */
    static ShardHost host(DispatcherContext context) {
        var seat = new Seat(ShardHost.numberOf(context.node()), new SecureRandom().nextLong());
        var place = context.cores().indexOf(context.core());
        return new ShardHost(
                context.node(), context.core(), place, context.cores().size(), seat);
    }

    /**
     * Whether the partitions begin here: where the cluster began, the first time, or again while none can have had
     * seats elsewhere, for they get those only among enough members.
     */
    boolean founds(DispatcherContext context, Members members) {
        return members.founder() && (context.start() == 1 || seats == 1 || members.most() < seats);
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

    /** The same on a node that is in no cluster: nobody hears its name. */
    ShardOwn ownAlone(DispatcherContext context, Supplier<MemorySegment> frame, Departure departure) {
        var own = own(host(context), true, (to, message) -> false, frame, departure, System::nanoTime);
        own.shell.view(NodeView.NONE);
        own.shell.placed().forEach(partition -> own.shell.elected(partition, true));
        return own;
    }
}
