package multikernel.runtime;

import akka.actor.ActorCell;
import org.jspecify.annotations.Nullable;

/**
 * The queue of an actor on another core to whom messages have gone of late. Who asks here reads nothing that lies
 * beside what the other core writes with each message. It may be the queue that the actor had before it ended: its core
 * sees to that, as with a message that was under way.
 */
final class Known {

    /** Messages to others until one of them takes its place: who sends to many pays little for it. */
    private static final int STRANGERS = 16;

    private @Nullable ActorCell cell;
    private @Nullable UrpcQueue queue;
    private int strangers;

    /** Null if it is not the one. */
    @Nullable
    UrpcQueue queueOf(ActorCell receiver) {
        return receiver == cell ? queue : null;
    }

    void met(ActorCell receiver, UrpcQueue its) {
        if (receiver != cell && ++strangers % STRANGERS == 0 && its.isSettled()) {
            cell = receiver;
            queue = its;
        }
    }
}
