package multikernel.runtime;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import multikernel.base.CoreId;

/** What the actors of one incarnation of a core are given at birth: who they are, and whom they report to. */
record CoreSite(
        CoreId core,
        int incarnation,
        Incarnation thread,
        Interconnect interconnect,
        ActorRef<NodeCommand> node,
        NodeSetup setup) {

    /** Whether an earlier incarnation of this core is fenced and may still run. */
    boolean standsStill() {
        return interconnect.incarnations().stream()
                .anyMatch(other -> other.id().equals(core) && other.isFenced() && !other.isEnded());
    }

    /** The thread of a peer, unless it is buried already. */
    Optional<Incarnation> peer(CoreId peer, int itsIncarnation) {
        return interconnect.incarnations().stream()
                .filter(other -> other.id().equals(peer) && other.incarnation() == itsIncarnation)
                .findFirst();
    }
}
