package multikernel.runtime;

/** Ends the loop of the core on whose thread it is thrown. */
public final class CoreFailure extends Error {

    private static final long serialVersionUID = 1L;

    public CoreFailure(String reason) {
        super(reason);
    }
}
