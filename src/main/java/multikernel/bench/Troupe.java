package multikernel.bench;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import multikernel.base.CoreId;
import multikernel.hardware.ThreadMask;
import multikernel.metrics.CoreTally;
import multikernel.runtime.CoreStart;
import multikernel.runtime.DispatchLimits;
import multikernel.runtime.Interconnect;

/** One actor system with all dispatchers that are compared, ours on two pinned cores. */
final class Troupe implements AutoCloseable {

    private static final long END_SECONDS_MAX = 10;

    private final ActorSystem<Void> system;
    private int actors;

    private Troupe(ActorSystem<Void> system) {
        this.system = system;
    }

    static Troupe on(TwoThreads cpus) {
        return on(cpus, core -> new CoreTally(core, false));
    }

    /** @param tally what a core counts in */
    static Troupe on(TwoThreads cpus, Function<CoreId, CoreTally> tally) {
        var config = ConfigFactory.parseResources(Troupe.class, "actor.conf")
                .withFallback(ConfigFactory.load())
                .resolve();
        var system = ActorSystem.<Void>create(Behaviors.empty(), "bench", config);
        var net = Interconnect.of(system);
        net.start(core(0, cpus.firstCpu(), tally));
        net.start(core(1, cpus.secondCpu(), tally));
        return new Troupe(system);
    }

    private static CoreStart core(int number, int cpu, Function<CoreId, CoreTally> tally) {
        return new CoreStart(
                CoreId.of(number),
                1,
                core(number),
                core(number),
                DispatchLimits.of(ConfigFactory.empty()),
                tally.apply(CoreId.of(number)),
                () -> ThreadMask.pinCurrentThread(cpu),
                why -> {});
    }

    /** Of our two cores. */
    Interconnect interconnect() {
        return Interconnect.of(system);
    }

    /** The dispatcher of one of our cores, 0 or 1. */
    static String core(int number) {
        return "core-" + number;
    }

    /** @param dispatcher its place in the configuration; empty for Akka's default */
    <T> ActorRef<T> spawn(Behavior<T> behavior, String dispatcher) {
        var selector = dispatcher.isEmpty()
                ? DispatcherSelector.defaultDispatcher()
                : DispatcherSelector.fromConfig(dispatcher);
        return system.systemActorOf(behavior, "actor-" + actors++, selector);
    }

    @Override
    public void close() {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException left) {
            throw new CompletionException("the actor system does not end", left);
        }
    }
}
