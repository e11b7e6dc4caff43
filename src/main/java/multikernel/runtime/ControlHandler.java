package multikernel.runtime;

import java.lang.foreign.MemorySegment;

/** What a core does with control lines; called on its thread, never inside an actor's message. */
public interface ControlHandler {

    /** A line of 56 bytes, valid until this returns. */
    void line(Incarnation from, MemorySegment memory, long offset, int tag);

    /** A channel that had no room, or was not made yet, has room; or it is cut. */
    void room(Incarnation to);

    /** Once in each turn of the loop; true if there was anything to do. */
    default boolean turn() {
        return false;
    }

    /** Is there something to do in the next turn, even if nothing comes? */
    default boolean hasWork() {
        return false;
    }

    /** The loop ends, however it came to that; it says so to others only after this. */
    default void end() {}
}
