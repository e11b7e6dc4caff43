package multikernel.runtime;

import java.util.concurrent.CompletionStage;

/**
 * One core's replica of an object that all dispatchers of a domain share: reading it costs what reading a field costs,
 * and every core sees the same states in the same order. Of the core's thread.
 *
 * <p>What is read here may be behind what another core reads by what is on its way; once an update is answered as done,
 * every core of the domain holds it.
 */
public final class Replicated<S, C> {

    private final ReplicatedObject<S, C> object;
    private S state;
    private long version;

    Replicated(ReplicatedObject<S, C> object, S initial) {
        this.object = object;
        this.state = initial;
    }

    public S state() {
        return state;
    }

    /** Counts the changes of the object since the domain was spawned. */
    public long version() {
        return version;
    }

    /**
     * Asks for a change, which goes to the core that orders them. The stage is completed on this core's thread, between
     * actors: {@code done} with the version that it made, or refused as {@code change-refused} by the rules, as
     * {@code busy} if this core awaits too many, as {@code timed-out} (undecided) if a core that should hold it does
     * not answer, as {@code stopping} if the domain ends.
     *
     * @throws multikernel.codec.Unsendable if the change cannot be encoded; nothing was asked then
     */
    public CompletionStage<Updated> update(C change) {
        return object.update(change);
    }

    /** Tells of every state from the next one on, between actors; ends with the dispatcher, and when it restarts. */
    public void onChange(ChangeListener<S> listener) {
        object.listen(listener);
    }

    void become(S next, long itsVersion) {
        state = next;
        version = itsVersion;
    }
}
