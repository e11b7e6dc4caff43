package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import multikernel.base.CoreId;

/** What the actors of one incarnation of a core are given at birth: who they are, and whom they report to. */
record CoreSite(CoreId core, int incarnation, Incarnation thread, ActorRef<NodeCommand> node, NodeSetup setup) {

    Duration drainTimeout() {
        return Duration.ofMillis(setup.settings().drainTimeoutMillis());
    }
}
