package multikernel.domain;

import akka.actor.typed.Behavior;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import multikernel.base.DomainSpec;
import multikernel.base.Refusal;
import multikernel.domain.shard.PartitionDispatcher;
import multikernel.domain.shard.ShardPlan;
import multikernel.domain.shard.ShardSpec;
import multikernel.domain.shard.Sharded;
import multikernel.runtime.Arrivals;
import multikernel.runtime.DispatcherContext;
import multikernel.runtime.NodeCommand;
import multikernel.runtime.ReplicatedSpec;
import multikernel.settings.Settings;

/** Domains whose dispatchers a program makes, as {@link Multikernel} spawns them. */
record Programs(BootedNode node, Spawning spawning) {

    /** Each message is looked at when it arrives. */
    <M> Domain<M> looking(String name, Supplier<Behavior<M>> create, Cores cores) {
        var kind = kind(name, context -> create.get(), /* sharded= */ false);
        node.setup()
                .factories()
                .register(kind.name(), kind::create, new Arrivals(isStrict(), ProtocolCheck::ofMessage));
        node.setup().factories().group(kind.name());
        return spawned(name, kind, cores);
    }

    /** The protocol is looked at before. */
    <M> Domain<M> of(
            String name,
            Class<M> protocol,
            List<ReplicatedSpec<?, ?>> replicated,
            Function<DispatcherContext, Behavior<M>> create,
            Cores cores) {
        ProtocolCheck.ofProtocol(protocol).ifPresent(reason -> {
            var line = name + ": " + Refusal.MUTABLE_MESSAGE.sentence() + " " + reason;
            if (isStrict()) {
                throw new BootFailure(line);
            }
            node.system().tell(new NodeCommand.Say("channel", line));
        });
        var kind = kind(name, create::apply, /* sharded= */ false);
        node.setup().factories().register(kind.name(), kind::create, replicated);
        node.setup().factories().group(kind.name());
        return spawned(name, kind, cores);
    }

    /** The messages can go to other nodes, so that the domain's group is over several. */
    <M> Domain<M> wide(String name, WideSpec<M> wide, Cores cores) {
        if (wide.messages().codec().hasCapabilities()) {
            throw new BootFailure(
                    name + ": " + Refusal.NOT_SUPPORTED.sentence() + " capabilities do not leave their node");
        }
        var kind = kind(name, wide.create()::apply, /* sharded= */ false);
        node.setup().factories().register(kind.name(), kind::create, List.of());
        node.setup().factories().wide(kind.name(), wide.messages());
        return spawned(name, kind, cores);
    }

    private boolean isStrict() {
        return node.setup().settings().messages() == Settings.Messages.STRICT;
    }

    private ProgramKind kind(String name, Function<DispatcherContext, Behavior<?>> create, boolean sharded) {
        return new ProgramKind(node.setup().factories().programKind(name), sharded, create);
    }

    private <M> Domain<M> spawned(String name, ProgramKind kind, Cores cores) {
        return domain(spawning.program(name, kind, cores, 0));
    }

    private <M> Domain<M> domain(DomainSpec spec) {
        return new Domain<>(spec, node);
    }

    /** Over partitions. */
    <C, R> Sharded<C, R> split(String name, ShardSpec<C, R> shards, Cores cores) {
        var count = node.setup().cores();
        var isInCluster = node.setup().settings().cluster().enabled();
        ShardPlan.refusal(cores.of(count), count, shards.durability().seats(isInCluster), isInCluster)
                .ifPresent(reason -> {
                    throw new BootFailure(name + ": " + reason);
                });
        var kind = kind(name, context -> PartitionDispatcher.create(context, shards), /* sharded= */ true);
        node.setup().factories().register(kind.name(), kind::create, List.of());
        var spec = spawning.program(name, kind, cores, shards.partitions());
        return new Sharded<>(spec, node.system(), this.<PartitionDispatcher.Message>domain(spec)::now);
    }
}
