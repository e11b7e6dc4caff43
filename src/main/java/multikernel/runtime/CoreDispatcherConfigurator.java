package multikernel.runtime;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.MessageDispatcher;
import akka.dispatch.MessageDispatcherConfigurator;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.stream.IntStream;
import multikernel.base.CoreId;

/**
 * The {@code type} of a dispatcher block, in any actor system: {@code cores = all | [0, 1]} and any key of
 * {@code multikernel.dispatcher}.
 */
public final class CoreDispatcherConfigurator extends MessageDispatcherConfigurator {

    private final CoreDispatcher dispatcher;

    /** The constructor that Akka looks for. */
    public CoreDispatcherConfigurator(Config config, DispatcherPrerequisites prerequisites) {
        super(config, prerequisites);
        var interconnect = Interconnect.of(prerequisites);
        var limits = DispatchLimits.of(config, prerequisites.settings().config());
        var placement = new Placement.LeastLoad(interconnect, cores(config), limits);
        dispatcher = new CoreDispatcher(this, config, interconnect, placement, limits);
    }

    /** Of one incarnation of a multikernel's core. */
    CoreDispatcherConfigurator(
            Config config, DispatcherPrerequisites prerequisites, Interconnect interconnect, Incarnation incarnation) {
        super(config, prerequisites);
        dispatcher = new CoreDispatcher(
                this, config, interconnect, new Placement.Fixed(incarnation), incarnation.limits());
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

    @Override
    public MessageDispatcher dispatcher() {
        return dispatcher;
    }
}
