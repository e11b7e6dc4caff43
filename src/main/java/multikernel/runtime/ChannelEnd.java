package multikernel.runtime;

import java.util.function.BooleanSupplier;

/** An end of a channel, as the core that it lives on sees it; used by the core's owner only. */
abstract sealed class ChannelEnd permits FarChannel, FarInlet, LrpcChannel, UrpcChannel, UrpcInlet {

    /** Is it among those that the core polls? The plane's alone. */
    boolean polled;

    /** The plane's alone. */
    int emptyTurns;

    /** Looks at what has come and goes on with what waits; true if there was anything. */
    abstract boolean poll();

    /** Is there anything to poll for now? Asked before the core sleeps. */
    abstract boolean hasInput();

    /** Does it wait for something elsewhere of which nobody tells it? */
    abstract boolean waits();

    /** Need it not be polled until it is attended to again? What it does for that stands until then. */
    abstract boolean mayRest();

    /** Is it over, and everyone told? */
    abstract boolean isOver();

    /** Its dispatcher has ended. */
    abstract void dispatcherEnded();

    /** The last thing that its core does: nobody here is told anything any more. */
    void coreEnded() {}

    /** Of its dispatcher. */
    abstract boolean belongsTo(String domain);

    /** Is its other end's core gone? */
    abstract boolean isCut();

    static final BooleanSupplier ALWAYS = () -> true;
}
