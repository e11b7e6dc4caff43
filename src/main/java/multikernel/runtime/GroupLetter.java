package multikernel.runtime;

import akka.actor.typed.ActorRef;
import multikernel.multicast.GroupMessage;
import multikernel.multicast.Place;
import multikernel.multicast.RoundMessage;
import multikernel.multicast.Seat;
import org.jspecify.annotations.Nullable;

/** What goes between the posts of a domain, and from a post to its dispatcher. */
sealed interface GroupLetter {

    record Cast(GroupKey key, GroupMessage<Object> message) implements GroupLetter {}

    record Round(RoundKey key, RoundMessage<Object> message) implements GroupLetter {}

    /** @param from the post of who sent it, which is told {@link Taken} */
    record Any(ActorRef<Object> from, Seat to, long number, Object message) implements GroupLetter {}

    /**
     * The same from another node.
     *
     * @param start of the member there
     */
    record Far(Place from, long start, Seat to, long number, Object message) implements GroupLetter {}

    /** @param isDone the dispatcher is ready for more, too */
    record Taken(Seat by, long number, boolean isDone) implements GroupLetter {}

    /**
     * From a thread that has no post of the domain on its core.
     *
     * @param key null for any one of them
     * @param bindings what the sender knew: who was bound by then is to get it
     */
    record Enter(@Nullable GroupKey key, Object message, long bindings, GroupGate gate) implements GroupLetter {}

    /** What a post tells itself. */
    enum Note implements GroupLetter {
        /** Something is full, or waits. */
        WATCH,
        TICK,
        ROOM,
        /** Lines to other nodes have something to say. */
        LINES,
        LINES_TICK,
        /** Rounds are over. */
        OVER
    }
}
