package multikernel.domain;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import multikernel.base.ChannelReading;
import multikernel.hardware.CoreCount;
import multikernel.hardware.Machine;
import multikernel.metrics.NodeMeters;
import multikernel.runtime.DispatcherFactories;
import multikernel.runtime.Interconnect;
import multikernel.runtime.Node;
import multikernel.runtime.NodeBoard;
import multikernel.runtime.NodeCommand;
import multikernel.runtime.NodeSetup;
import multikernel.settings.DataDirectory;
import multikernel.settings.Settings;

/** The actor system of a node and what was made with it. */
record BootedNode(
        Settings settings,
        int cores,
        ActorSystem<NodeCommand> system,
        NodeBoard board,
        DispatcherFactories factories,
        NodeMeters meters,
        long startedNanos) {

    /** Cores that have ended their work but not their thread are not waited for longer than this. */
    private static final long END_SECONDS = 2;

    long uptimeMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }
}
