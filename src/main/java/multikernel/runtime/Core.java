package multikernel.runtime;

import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;

/**
 * One incarnation of a core: supervises its CPU driver and its monitor, which fail together. If either ends, the loop
 * of this incarnation ends, and the guardian starts the next.
 */
final class Core {

    private Core() {}

    static Behavior<Void> create(CoreSite site) {
        return Behaviors.setup(context -> {
            var setup = site.setup();
            var plane = new CapabilityPlane(site, setup.ownership(site.core(), site.incarnation()), setup.region());
            var cpuDriver =
                    context.spawn(CpuDriver.create(site, plane), "cpu-driver", DispatcherSelector.sameAsParent());
            var monitor =
                    context.spawn(Monitor.create(site, plane, cpuDriver), "monitor", DispatcherSelector.sameAsParent());
            context.watch(cpuDriver);
            context.watch(monitor);
            site.node().tell(new NodeCommand.CoreStarted(site.core(), site.incarnation(), cpuDriver, monitor));
            return Behaviors.receive(Void.class)
                    .onSignal(ChildFailed.class, failed -> {
                        throw new CoreFailure(failed.getRef().path().name() + " failed: " + failed.cause());
                    })
                    .onSignal(Terminated.class, ended -> {
                        throw new CoreFailure(ended.getRef().path().name() + " ended");
                    })
                    .build();
        });
    }
}
