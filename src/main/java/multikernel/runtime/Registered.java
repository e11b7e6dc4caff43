package multikernel.runtime;

import akka.dispatch.DispatcherPrerequisites;
import akka.dispatch.Dispatchers;
import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import multikernel.base.CoreId;

/**
 * The dispatchers of a system's incarnations. Akka keeps each for as long as the system lives, so one whose incarnation
 * is buried lets go of it: a core that fails again and again would fill the heap. Under the interconnect's lock.
 */
final class Registered {

    private final Interconnect interconnect;
    private final DispatcherPrerequisites prerequisites;
    private final Map<Incarnation, Placement.Fixed> living = new HashMap<>();
    private final Map<CoreId, AtomicReference<Incarnation>> buriedLast = new HashMap<>();

    Registered(Interconnect interconnect, DispatcherPrerequisites prerequisites) {
        this.interconnect = interconnect;
        this.prerequisites = prerequisites;
    }

    void add(Incarnation incarnation, Dispatchers dispatchers) {
        var config = ConfigFactory.parseMap(Map.of("id", incarnation.dispatcherId()))
                .withFallback(dispatchers.defaultDispatcherConfig());
        var placement = new Placement.Fixed(incarnation, buriedLast(incarnation.id()));
        var configurator =
                new CoreDispatcherConfigurator(config, prerequisites, interconnect, placement, incarnation.limits());
        if (!dispatchers.registerConfigurator(incarnation.dispatcherId(), configurator)) {
            throw new IllegalArgumentException(incarnation.dispatcherId() + " is registered already");
        }
        living.put(incarnation, placement);
    }

    private AtomicReference<Incarnation> buriedLast(CoreId core) {
        return buriedLast.computeIfAbsent(core, any -> new AtomicReference<>());
    }

    /** One that was opened again is buried more than once. */
    void buried(Incarnation incarnation) {
        var placement = living.remove(incarnation);
        if (placement != null) {
            buriedLast(incarnation.id()).set(incarnation);
            placement.buried();
        }
    }
}
