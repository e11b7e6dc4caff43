package multikernel.domain;

import akka.actor.typed.ActorSystem;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import multikernel.runtime.Election;
import multikernel.runtime.NodeCommand;
import multikernel.settings.Settings;

/**
 * How a node becomes one of several, found through {@link ServiceLoader} where {@code multikernel.cluster.enabled} is
 * on: other nodes are a floor above.
 */
public interface Joining {

    /**
     * Returns once the node is up and knows its view.
     *
     * @param system made for a cluster; its guardian is told of every change
     * @param starts raised where others know of a later start of this node
     * @throws BootFailure with one line, if nobody lets it in
     */
    Seat join(ActorSystem<NodeCommand> system, Settings settings, Starts starts);

    /** @throws BootFailure with one line, if there is none */
    static Joining found() {
        return ServiceLoader.load(Joining.class)
                .findFirst()
                .orElseThrow(() -> new BootFailure("multikernel.cluster.enabled = on: nothing on the class path can"
                        + " join others; complete lib/"));
    }

    /** A node's place among the others. */
    interface Seat {

        /** What carries channels to the other nodes; spawned under its own name on the first core. */
        Kind gateway();

        /** Says that it goes, hands over what it has, and waits until the others know, or the limit is over. */
        void leave();

        /** Done with the reason when the others have removed this node without its asking. */
        CompletionStage<String> removed();

        /** Where partitions of sharded domains should be owned. */
        Election election();
    }
}
