package multikernel.runtime;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import java.nio.file.Path;
import java.time.Duration;
import multikernel.base.CoreId;

/** What the actors of one incarnation of a core are given at birth: who they are, and whom they report to. */
record CoreSite(
        CoreId core,
        int incarnation,
        CoreLoop loop,
        Props props,
        ActorRef<NodeCommand> node,
        DispatcherFactories factories,
        String host,
        Path data,
        Duration drainTimeout,
        int dispatcherRestartsMax) {}
