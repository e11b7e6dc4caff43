package multikernel.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import multikernel.agreement.Limits;
import multikernel.base.CoreId;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;
import multikernel.knowledge.ChosenTrees;
import multikernel.knowledge.tree.Costs;
import multikernel.memory.Region;
import multikernel.metrics.NodeMeters;
import multikernel.monitor.Conversations;
import multikernel.ownership.Ownership;
import multikernel.ownership.OwnershipLimits;
import multikernel.settings.Settings;

/**
 * What a node is made of before its first core starts.
 *
 * @param placement the number of each core's CPU; empty where a core has none of its own
 * @param data a directory that exists
 * @param costs between the cores, by which trees are chosen
 * @param bootOrder of all cores
 */
public record NodeSetup(
        Settings settings,
        String version,
        int cores,
        Machine machine,
        List<OptionalInt> placement,
        NodeBoard board,
        NodeMeters meters,
        DispatcherFactories factories,
        Path data,
        Region region,
        Supplier<Costs> costs,
        List<CoreId> bootOrder) {

    List<CoreId> allCores() {
        return IntStream.range(0, cores).mapToObj(CoreId::of).toList();
    }

    Optional<Cpu> cpu(CoreId core) {
        var number = placement.get(core.index());
        return machine.allowed().stream()
                .filter(cpu -> number.isPresent() && number.getAsInt() == cpu.number())
                .findFirst();
    }

    Duration drainTimeout() {
        return Duration.ofMillis(settings.drainTimeoutMillis());
    }

    Conversations conversations(CoreId core, int incarnation, Ownership ownership) {
        var agreement = settings.agreement();
        var limits = new Limits(agreement.pendingMax(), agreement.pendingMax(), agreement.recentMax());
        return new Conversations(
                core, incarnation, cores, agreement.domainsMax(), limits, agreement.heldMax(), ownership);
    }

    Ownership ownership(CoreId core, int incarnation) {
        var memory = settings.memory();
        var limits = new OwnershipLimits(
                settings.agreement().pendingMax(),
                memory.waitingMax(),
                memory.recentMax(),
                memory.commitsMax(),
                memory.handoverObjectsMax(),
                TimeUnit.MILLISECONDS.toNanos(memory.holderTimeoutMillis()));
        return new Ownership(core, incarnation, cores, region.bytes(), limits, new ChosenTrees(costs)::over);
    }
}
