package multikernel.runtime;

/** Is told of every state that a core's replica comes to hold, in the order of versions, on that core's thread. */
@FunctionalInterface
public interface ChangeListener<S> {

    void changed(S state, long version);
}
