package multikernel.runtime;

/** What a core does with control messages; called on its thread, never inside an actor's message. */
public interface ControlHandler {

    void received(Incarnation from, Object message);

    /** A channel that had answered an offer with no has room again. */
    void room(Incarnation to);
}
