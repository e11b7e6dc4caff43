package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import multikernel.base.CoreId;
import multikernel.base.Pinning;
import multikernel.base.View;
import org.jspecify.annotations.Nullable;

/**
 * The threads and actors of every incarnation that the guardian has started and not yet buried, those that are stuck
 * included. Confined to the guardian.
 */
final class Incarnations {

    /** One incarnation: its thread, its actors as far as they have reported, and what is to close when it is lost. */
    private static final class Life {
        final Incarnation thread;
        final ActorRef<Void> actor;
        final List<Runnable> fenceActions = new ArrayList<>();
        ActorRef<CpuDriver.@Nullable Command> cpuDriver;
        @Nullable ActorRef<Monitor.Command> monitor;
        Pinning pinned = Pinning.VIRTUAL;

        Life(Incarnation thread, ActorRef<Void> actor) {
            this.thread = thread;
            this.actor = actor;
        }
    }
}
