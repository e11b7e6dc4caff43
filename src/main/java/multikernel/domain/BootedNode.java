package multikernel.domain;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.remote.RemoteTransportException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import multikernel.base.NodeMember;
import multikernel.hardware.CoreCount;
import multikernel.hardware.Cpu;
import multikernel.hardware.Machine;
import multikernel.hardware.Placement;
import multikernel.knowledge.tree.Costs;
import multikernel.memory.Region;
import multikernel.metrics.Metrics;
import multikernel.metrics.NodeMeters;
import multikernel.runtime.Arrivals;
import multikernel.runtime.Current;
import multikernel.runtime.DispatcherFactories;
import multikernel.runtime.Incarnation;
import multikernel.runtime.Interconnect;
import multikernel.runtime.Node;
import multikernel.runtime.NodeBoard;
import multikernel.runtime.NodeCommand;
import multikernel.runtime.NodeSetup;
import multikernel.settings.CoresSetting;
import multikernel.settings.DataDirectory;
import multikernel.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The actor system of a node and what was made for it, from configuration to the last thread's end. */
record BootedNode(
        NodeSetup setup,
        ActorSystem<NodeCommand> system,
        @Nullable Metrics metrics,
        MachineKnowledge knowledge,
        Current<Costs> costs) {

    /** A core that is stuck never ends its thread; the process is not held up by it for longer. */
    private static final long END_SECONDS = 1;

    private static final long JOIN_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(200);

    static BootedNode start(Settings settings) {
        var machine = Machine.probe();
        var cores = settings.cores().count().orElseGet(() -> CoreCount.auto(machine.cpus()));
        settings.check(cores);
        var data = data(settings);
        var placement = placement(settings.cores(), cores, machine);
        var knowledge = MachineKnowledge.of(settings, machine, placement);
        var costs = new Current<Costs>(knowledge.costs());
        var setup = new NodeSetup(
                settings,
                Version.TEXT,
                cores,
                machine,
                placement,
                new NodeBoard(),
                new NodeMeters(
                        settings.metrics().channelsMax(), settings.metrics().enabled()),
                new DispatcherFactories(parts(settings)),
                data,
                region(settings),
                costs,
                knowledge.bootOrder());
        var metrics = metrics(settings);
        try {
            return new BootedNode(setup, system(setup, cores), metrics, knowledge, costs);
        } catch (RuntimeException failure) {
            setup.region().close();
            setup.meters().close();
            end(metrics);
            throw failure;
        }
    }

    private static Arrivals parts(Settings settings) {
        return new Arrivals(settings.messages() == Settings.Messages.STRICT, ProtocolCheck::ofMessage);
    }

    private static ActorSystem<NodeCommand> system(NodeSetup setup, int cores) {
        var settings = setup.settings();
        if (!settings.cluster().enabled()) {
            return system(setup, settings.source());
        }
        try {
            var incarnation = new Starts(setup.data()).next();
            var role = new NodeRole(new NodeMember(settings.node(), incarnation), cores);
            return system(
                    setup,
                    starting(incarnation, settings)
                            .withFallback(ConfigFactory.parseMap(Map.of("akka.cluster.roles", role.words())))
                            .withFallback(settings.source()));
        } catch (RemoteTransportException refused) {
            throw new BootFailure("multikernel.cluster: remoting cannot start on "
                    + settings.cluster().host() + " port " + settings.cluster().port() + " (" + rootOf(refused)
                    + "): end what listens there, choose another multikernel.cluster.port, or correct"
                    + " multikernel.network.tls");
        }
    }

    /** A node that comes back looks longer for those whom it left than one that may be the first of all. */
    private static Config starting(int incarnation, Settings settings) {
        return incarnation == 1
                ? ConfigFactory.empty()
                : ConfigFactory.parseMap(Map.of(
                        "akka.cluster.seed-node-timeout", settings.cluster().returnTimeoutMillis() + "ms"));
    }

    private static String rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private static ActorSystem<NodeCommand> system(NodeSetup setup, Config config) {
        return ActorSystem.create(
                Node.create(setup), "multikernel", config, DispatcherSelector.fromConfig(Settings.HOST_DISPATCHER));
    }

    private static List<OptionalInt> placement(CoresSetting setting, int cores, Machine machine) {
        if (setting instanceof CoresSetting.Placed(var places)) {
            places.forEach(place -> checkAllowed(place.cpu(), machine));
            return places.stream().map(place -> OptionalInt.of(place.cpu())).toList();
        }
        return Placement.place(cores, machine);
    }

    private static void checkAllowed(int cpu, Machine machine) {
        var allowed = machine.allowed().stream().map(Cpu::number).toList();
        if (!allowed.contains(cpu)) {
            throw new BootFailure("multikernel.cores: this process may not run on CPU " + cpu + ", only on " + allowed
                    + "; name one of these, or a number of cores");
        }
    }

    private static Path data(Settings settings) {
        var data = settings.data().isEmpty()
                ? DataDirectory.of(
                        System.getenv(), settings.host(), settings.http().port())
                : Path.of(settings.data());
        try {
            var existing = Files.exists(data);
            Files.createDirectories(data);
            if (!existing && data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            }
            return data.toAbsolutePath();
        } catch (IOException unusable) {
            throw new BootFailure("multikernel.data = " + data + " cannot be used (" + unusable
                    + "): choose another directory with --data");
        }
    }

    private static Region region(Settings settings) {
        try {
            return Region.reserve(settings.memory().regionBytes());
        } catch (OutOfMemoryError none) {
            throw new BootFailure("multikernel.memory.region: " + none.getMessage() + "; choose a smaller one");
        }
    }

    OptionalInt metricsPort() {
        return metrics == null ? OptionalInt.empty() : OptionalInt.of(metrics.port());
    }

    private static @Nullable Metrics metrics(Settings settings) {
        if (!settings.metrics().enabled()) {
            return null;
        }
        try {
            return Metrics.start(
                    settings.source(), settings.host(), settings.metrics().port());
        } catch (IOException refused) {
            throw new BootFailure(String.valueOf(refused.getMessage()));
        }
    }

    /** Ends every core and thread, within the limit. */
    void end() {
        var interconnect = Interconnect.of(system);
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            endWithout(interconnect);
            LoggerFactory.getLogger("multikernel")
                    .warn("not every core ended within {} s: {}", END_SECONDS, standing(interconnect));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        freeRegion(interconnect);
        setup.board().endTraces();
        setup.meters().close();
        end(metrics);
    }

    private static void end(@Nullable Metrics metrics) {
        if (metrics == null) {
            return;
        }
        try {
            metrics.close();
        } catch (IllegalStateException late) {
            LoggerFactory.getLogger("multikernel").warn(late.getMessage());
        }
    }

    /** The system ends when its last actor does, and those of a stuck core may never: the other cores do not wait. */
    private static void endWithout(Interconnect interconnect) {
        var all = interconnect.incarnations();
        all.forEach(Incarnation::stop);
        var until = System.nanoTime() + JOIN_NANOS_MAX;
        all.forEach(core -> core.join(until - System.nanoTime()));
    }

    /**
     * A core whose thread has not ended may still use what it has mapped: then the memory stays until the process ends.
     */
    private void freeRegion(Interconnect interconnect) {
        if (standing(interconnect).isEmpty()) {
            setup.region().close();
        }
    }

    private static List<String> standing(Interconnect interconnect) {
        return interconnect.incarnations().stream()
                .filter(core -> !core.isEnded())
                .map(core -> core.reading().threadName())
                .toList();
    }
}
