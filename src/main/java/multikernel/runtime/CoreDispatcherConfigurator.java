package multikernel.runtime;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.MessageDispatcher;
import akka.dispatch.MessageDispatcherConfigurator;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import multikernel.base.CoreId;
import multikernel.hardware.Machine;

/**
 * The {@code type} of a dispatcher block, in any actor system: {@code cores = all | [0, 1]}, {@code pin = on | off} and
 * any key of {@code multikernel.dispatcher}.
 */
public final class CoreDispatcherConfigurator extends MessageDispatcherConfigurator {

    private final CoreDispatcher dispatcher;

    /** The constructor that Akka looks for. */
    public CoreDispatcherConfigurator(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        var interconnect = Interconnect.of(prerequisites);
        var limits = DispatchLimits.of(config, prerequisites.settings().config());
        var cores = cores(config);
        var placement = new Placement.LeastLoad(interconnect, cores, limits, cpus(config, cores));
        dispatcher = new CoreDispatcher(this, config, interconnect, placement, limits);
    }

    /** Of one incarnation of a multikernel's core. */
    CoreDispatcherConfigurator(
            Config config,
            DispatcherPrerequisites prerequisites,
            Interconnect interconnect,
            Placement.Fixed placement,
            DispatchLimits limits) {
        super(config, prerequisites);
        dispatcher = new CoreDispatcher(this, config, interconnect, placement, limits);
    }

    private static List<CoreId> cores(Config config) {
        if (!config.hasPath("cores") || config.getValue("cores").unwrapped().equals("all")) {
            return IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .mapToObj(CoreId::of)
                    .toList();
        }
        if (config.getValue("cores").valueType() != ConfigValueType.LIST) {
            throw new ConfigException.BadValue(
                    config.getValue("cores").origin(), "cores", "all, or a list of core numbers");
        }
        var cores =
                config.getIntList("cores").stream().distinct().map(CoreId::of).toList();
        if (cores.isEmpty()) {
            throw new ConfigException.BadValue(config.getValue("cores").origin(), "cores", "no core");
        }
        return cores;
    }

    /** More cores than CPUs are never bound: to bind some would let them starve the others. */
    private static List<OptionalInt> cpus(Config config, List<CoreId> cores) {
        if (!config.hasPath("pin") || !config.getBoolean("pin")) {
            return List.of();
        }
        var last = cores.stream().mapToInt(CoreId::index).max().orElseThrow();
        return multikernel.hardware.Placement.place(last + 1, Machine.probe());
    }

    @Override
    public MessageDispatcher dispatcher() {
        return dispatcher;
    }
}
